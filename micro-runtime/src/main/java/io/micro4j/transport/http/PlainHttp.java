package io.micro4j.transport.http;

import io.micro4j.call.MicroError;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Body;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.net.Protocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** HTTP/1.1 without go-micro's words: one response for each request. Safe for use by many threads. */
public final class PlainHttp implements Protocol {
    private final Handler handler;

    /** Returns a protocol whose requests {@code handler} answers. */
    public PlainHttp(Handler handler) {
        this.handler = handler;
    }

    /** Answers requests. Called on an I/O thread, which it does not block. */
    @FunctionalInterface
    public interface Handler {
        /** Returns the response, now or later; it must not fail. */
        CompletableFuture<Response> answer(Request request);
    }

    /**
     * A request.
     *
     * @param isPost whether its method is POST
     * @param target what it asks for: {@code /?id=7}
     */
    public record Request(boolean isPost, String target, Body body) {}

    /**
     * A response.
     *
     * @param body its text; if it is not empty, it is JSON
     */
    public record Response(int status, String body) {}

    @Override
    public String alpn() {
        return "http/1.1";
    }

    @Override
    public Fit fit(byte[] bytes, int from, int to) {
        return Fit.YES;
    }

    @Override
    public Served serve(Channel channel, Loop loop, Acceptor acceptor, Runnable closed) {
        return new PlainConnection(channel, loop, loop.options(), handler, closed);
    }

    private static final class PlainConnection extends RequestConnection {
        private final Handler handler;
        private boolean busy;

        PlainConnection(Channel channel, Loop loop, TransportOptions options, Handler handler, Runnable closed) {
            super(channel, loop, options, closed);
            this.handler = handler;
        }

        @Override
        void take(RequestParser parser) {
            busy = true;
            pause();
            var unused = handler.answer(new Request(parser.isPost(), parser.target(), parser.takeBody()))
                    .thenAccept(response -> {
                        if (isOnThread()) {
                            answer(response);
                        } else {
                            execute(() -> answer(response));
                        }
                    });
        }

        @Override
        boolean isBusy() {
            return busy;
        }

        @Override
        boolean fail(int status, String what) {
            return false;
        }

        @Override
        protected void lost() {
            busy = false;
        }

        @Override
        public void shutDown(String why) {
            close();
        }

        private void answer(Response response) {
            busy = false;
            write(response);
            idle();
            resume();
        }

        private void write(Response response) {
            byte[] body = response.body.getBytes(StandardCharsets.UTF_8);
            byte[] head = MessageWriter.ascii("HTTP/1.1 " + response.status + " "
                    + MicroError.of("", response.status, "").status() + "\r\n"
                    + (body.length == 0 ? "" : "Content-Type: application/json\r\n")
                    + "Content-Length: " + body.length + "\r\n\r\n");
            ByteBuf target = outgoing(head.length + body.length);
            if (target != null) {
                target.writeBytes(head).writeBytes(body);
                flush();
            }
        }
    }
}
