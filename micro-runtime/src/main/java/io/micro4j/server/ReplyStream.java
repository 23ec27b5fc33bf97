package io.micro4j.server;

import io.micro4j.call.MicroException;
import io.micro4j.codec.Marshaller;
import io.micro4j.stream.BlockingOutbound;
import java.util.stream.Stream;

/** The replies of a handler that returned a stream, drawn and closed on the handler's own thread. */
final class ReplyStream<R> implements Replies<Stream<R>> {
    private final ServerCall<?, Stream<R>> call;
    private final BlockingOutbound<R> outbound;

    ReplyStream(ServerCall<?, Stream<R>> call, Marshaller<R> marshaller) {
        this.call = call;
        this.outbound = new BlockingOutbound<>(marshaller, call.socket());
    }

    @Override
    public void deliver(Stream<R> result) {
        if (outbound.drain(result.map(this::present))) {
            call.succeed();
        } else {
            call.fail(MicroException.cancelled(call.endpoint() + ": interrupted while it sent its replies"));
        }
    }

    @Override
    public void writable() {
        outbound.writable();
    }

    @Override
    public void stop() {
        outbound.stop();
    }

    private R present(R reply) {
        if (reply == null) {
            throw call.gaveNull("its handler's stream held null");
        }
        return reply;
    }
}
