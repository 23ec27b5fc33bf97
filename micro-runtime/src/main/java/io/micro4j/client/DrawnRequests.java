package io.micro4j.client;

import io.micro4j.codec.Marshaller;
import io.micro4j.stream.BlockingOutbound;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests that a thread of their own draws from a stream, which it closes. */
final class DrawnRequests<Q> implements Requests<Q> {
    private final Marshaller<Q> marshaller;
    private final Stream<Q> requests;
    private final ExecutorService threads;
    private volatile @Nullable BlockingOutbound<Q> outbound;
    private volatile @Nullable Future<?> drawing;
    private volatile boolean stopped;

    DrawnRequests(Marshaller<Q> marshaller, Stream<Q> requests, ExecutorService threads) {
        this.marshaller = marshaller;
        this.requests = requests;
        this.threads = threads;
    }

    @Override
    public void start(OutgoingCall call, Socket socket) {
        BlockingOutbound<Q> out = new BlockingOutbound<>(marshaller, socket);
        outbound = out;
        drawing = threads.submit(() -> draw(call, socket, out));
        if (stopped) {
            stop();
        }
    }

    private void draw(OutgoingCall call, Socket socket, BlockingOutbound<Q> out) {
        try {
            if (out.drain(requests)) {
                socket.end(End.OK);
            }
        } catch (RuntimeException e) {
            socket.cancel(End.failed(Failure.of(499, call + ": the stream of requests failed: " + e, e)));
        }
    }

    @Override
    public void writable() {
        BlockingOutbound<Q> out = outbound;
        if (out != null) {
            out.writable();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        BlockingOutbound<Q> out = outbound;
        if (out != null) {
            out.stop();
        }
        Future<?> running = drawing;
        if (running != null) {
            running.cancel(true);
        }
    }
}
