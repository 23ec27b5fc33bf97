package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;

/** The messages, made in the same way for every system. */
final class Echoes {
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
