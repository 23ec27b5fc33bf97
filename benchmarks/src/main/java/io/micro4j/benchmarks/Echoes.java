package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;

/** The messages, made in the same way for every system. */
final class Echoes {
    /** What every side is told to take, in bytes: 64 MiB of text, and what is around it. */
    static final int MAX_MESSAGE = 65 << 20;

    private Echoes() {}

    static EchoRequest request(String text, long number) {
        return EchoRequest.newBuilder().setText(text).setNumber(number).build();
    }

    /** Returns what a server answers. */
    static EchoReply reply(EchoRequest request) {
        return EchoReply.newBuilder()
                .setText(request.getText())
                .setNumber(request.getNumber())
                .build();
    }

    /** Throws unless {@code reply} is the one to {@code request}. */
    static void check(EchoRequest request, EchoReply reply) {
        if (reply.getNumber() != request.getNumber() || !reply.getText().equals(request.getText())) {
            throw new IllegalStateException("The request was\n" + request + "and the reply is\n" + reply);
        }
    }
}
