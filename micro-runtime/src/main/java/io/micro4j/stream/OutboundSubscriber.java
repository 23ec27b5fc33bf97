package io.micro4j.stream;

import static java.util.Objects.requireNonNull;

import io.micro4j.codec.Marshaller;
import io.micro4j.transport.Socket;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the messages of a call as a publisher gives them, one asked for at a time whenever there is room.
 *
 * @param <T> the messages
 */
public final class OutboundSubscriber<T> implements Outbound, Flow.Subscriber<T> {
    /** Told how the publisher ended, once. */
    public interface Finish {
        /** It gave everything. */
        void completed();

        /** It failed, or gave what cannot be sent. */
        void failed(Throwable why);
    }

    private static final int ASKED = 1;
    private static final int ROOM = 2;

    private final Marshaller<T> marshaller;
    private final Socket socket;
    private final Finish finish;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean stopped;
    private boolean done;

    /** Makes the outbound half of one call. */
    public OutboundSubscriber(Marshaller<T> marshaller, Socket socket, Finish finish) {
        this.marshaller = marshaller;
        this.socket = socket;
        this.finish = finish;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        requireNonNull(subscription, "subscription");
        if (this.subscription != null || stopped) {
            subscription.cancel();
            return;
        }
        this.subscription = subscription;
        if (stopped) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(T message) {
        requireNonNull(message, "message");
        if (stopped || done) {
            return;
        }
        boolean room;
        try {
            room = socket.send(marshaller.encode(message));
        } catch (RuntimeException e) {
            stop();
            done = true;
            finish.failed(e);
            return;
        }
        if (room || waiting.accumulateAndGet(ASKED, OutboundSubscriber::met) == 0) {
            ask();
        }
    }

    @Override
    public void onError(Throwable failure) {
        requireNonNull(failure, "failure");
        if (!done) {
            done = true;
            finish.failed(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!done) {
            done = true;
            finish.completed();
        }
    }

    @Override
    public void writable() {
        if (waiting.accumulateAndGet(ROOM, OutboundSubscriber::met) == 0) {
            ask();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        Flow.Subscription from = subscription;
        if (from != null) {
            from.cancel();
        }
    }

    private void ask() {
        Flow.Subscription from = subscription;
        if (from != null && !stopped) {
            from.request(1);
        }
    }

    /** A message without room and room without a message cancel each other, whichever comes first. */
    private static int met(int one, int other) {
        return (one | other) == (ASKED | ROOM) ? 0 : other;
    }
}
