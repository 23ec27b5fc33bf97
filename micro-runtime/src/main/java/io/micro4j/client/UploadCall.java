package io.micro4j.client;

import io.micro4j.codec.Marshaller;
import io.micro4j.stream.BlockingOutbound;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.netty.util.Timeout;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call with many requests, drawn by the calling thread, and one reply that may come before they end. */
final class UploadCall<Q, R> implements Receiver {
    private final OutgoingCall call;
    private final Marshaller<Q> marshaller;
    private final UnaryCall<R> reply;
    private final long startNanos = System.nanoTime();
    private volatile @Nullable BlockingOutbound<Q> outbound;
    private volatile boolean over;

    UploadCall(OutgoingCall call, EndpointCodec<Q, R> codec) {
        this.call = call;
        this.marshaller = codec.requests();
        this.reply = new UnaryCall<>(call, codec.replies());
    }

    R call(ClientCore core, Stream<Q> requests) {
        Socket socket = core.open(call, this);
        BlockingOutbound<Q> out = new BlockingOutbound<>(marshaller, socket);
        outbound = out;
        if (over) {
            out.stop();
        }
        socket.request(1);
        Timeout timeout =
                call.until() == null ? null : core.threads().timers().limit(call, call.until(), socket, startNanos);
        try {
            draw(requests, out, socket);
            return reply.await(socket);
        } finally {
            if (timeout != null) {
                timeout.cancel();
            }
        }
    }

    private void draw(Stream<Q> requests, BlockingOutbound<Q> out, Socket socket) {
        try {
            if (out.drain(requests)) {
                socket.end(End.OK);
            }
        } catch (RuntimeException | Error e) {
            socket.cancel(End.failed(Failure.of(499, call + ": the stream of requests failed: " + e)));
            throw e;
        }
    }

    @Override
    public void message(Body body) {
        reply.message(body);
        stop();
    }

    @Override
    public void writable() {
        BlockingOutbound<Q> out = outbound;
        if (out != null) {
            out.writable();
        }
    }

    @Override
    public void end(End end) {
        reply.end(end);
        stop();
    }

    private void stop() {
        over = true;
        BlockingOutbound<Q> out = outbound;
        if (out != null) {
            out.stop();
        }
    }
}
