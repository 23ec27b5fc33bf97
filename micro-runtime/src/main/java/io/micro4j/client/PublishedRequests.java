package io.micro4j.client;

import io.micro4j.codec.Marshaller;
import io.micro4j.stream.OutboundSubscriber;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Requests that a publisher gives. */
final class PublishedRequests<Q> implements Requests<Q> {
    private final Marshaller<Q> marshaller;
    private final Flow.Publisher<Q> requests;
    private volatile @Nullable OutboundSubscriber<Q> outbound;
    private volatile boolean stopped;

    PublishedRequests(Marshaller<Q> marshaller, Flow.Publisher<Q> requests) {
        this.marshaller = marshaller;
        this.requests = requests;
    }

    @Override
    public void start(OutgoingCall call, Socket socket) {
        OutboundSubscriber<Q> out = new OutboundSubscriber<>(marshaller, socket, new OutboundSubscriber.Finish() {
            @Override
            public void completed() {
                socket.end(End.OK);
            }

            @Override
            public void failed(Throwable why) {
                socket.cancel(End.failed(Failure.of(499, call + ": the publisher of requests failed: " + why, why)));
            }
        });
        outbound = out;
        if (stopped) {
            out.stop();
        }
        requests.subscribe(out);
    }

    @Override
    public void writable() {
        OutboundSubscriber<Q> out = outbound;
        if (out != null) {
            out.writable();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        OutboundSubscriber<Q> out = outbound;
        if (out != null) {
            out.stop();
        }
    }
}
