package io.micro4j.stream;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.transport.Body;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a call for one subscriber, which is told on an executor, one thing at a time. Starts its call when it is subscribed to.
 *
 * @param <T> the messages
 */
public final class InboundPublisher<T> implements Inbound, Flow.Publisher<T>, Flow.Subscription {
    /** The call behind a publisher. */
    public interface Source {
        /** Starts the call: there is a subscriber now. */
        void start();

        /** Asks for more messages. */
        void request(int messages);

        /** The subscriber has had enough, or a message could not be read. */
        void cancel(MicroException why);
    }

    private final Marshaller<T> marshaller;
    private final Executor executor;
    private final int window;
    private final Source source;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong();
    private final Queue<Body> arrived = new ConcurrentLinkedQueue<>();
    private volatile Flow.@Nullable Subscriber<? super T> subscriber;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Throwable misuse;
    private volatile boolean complete;
    private volatile boolean done;
    private boolean subscribed;
    private int onTheWay;

    /**
     * Makes the publisher of one call.
     *
     * @param executor what the subscriber is told on
     * @param window how many messages may be on their way
     */
    public InboundPublisher(Marshaller<T> marshaller, Executor executor, int window, Source source) {
        this.marshaller = marshaller;
        this.executor = executor;
        this.window = window;
        this.source = source;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        requireNonNull(subscriber, "subscriber");
        if (taken.compareAndSet(false, true)) {
            this.subscriber = subscriber;
            schedule();
        } else {
            refuse(subscriber);
        }
    }

    @Override
    public void message(Body body) {
        arrived.add(body);
        schedule();
    }

    @Override
    public void complete() {
        complete = true;
        schedule();
    }

    @Override
    public void fail(MicroException failure) {
        if (!complete) {
            this.failure = failure;
            schedule();
        }
    }

    @Override
    public void request(long messages) {
        if (messages <= 0) {
            misuse = new IllegalArgumentException("request(" + messages + "): rule 3.9 asks for at least 1");
        } else {
            demand.accumulateAndGet(messages, InboundPublisher::capped);
        }
        schedule();
    }

    @Override
    public void cancel() {
        if (!done) {
            done = true;
            source.cancel(MicroException.cancelled("the subscriber cancelled"));
            schedule();
        }
    }

    private void schedule() {
        if (work.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    /** Tells the subscriber everything that can be told now. Runs on one thread at a time. */
    private void drain() {
        int seen = 1;
        while (seen != 0) {
            Flow.Subscriber<? super T> to = subscriber;
            if (done) {
                arrived.clear();
                subscriber = null;
            } else if (to != null) {
                tell(to);
            }
            seen = work.addAndGet(-seen);
        }
    }

    private void tell(Flow.Subscriber<? super T> to) {
        if (!subscribed) {
            subscribed = true;
            to.onSubscribe(this);
            if (!done) {
                source.start();
            }
        }
        Throwable wrong = misuse;
        if (wrong != null && !done) {
            source.cancel(MicroException.cancelled("the subscriber broke the rules: " + wrong.getMessage()));
            finish(() -> to.onError(wrong));
        }
        Throwable failed = failure; // before the look at the messages: all had arrived when it failed
        while (!done && demand.get() > 0 && !arrived.isEmpty()) {
            next(to, requireNonNull(arrived.poll()));
        }
        if (!done) {
            askForMore();
        }
        if (!done && failed != null) {
            finish(() -> to.onError(failed));
        } else if (!done && complete && arrived.isEmpty()) {
            finish(to::onComplete);
        }
    }

    private void next(Flow.Subscriber<? super T> to, Body body) {
        onTheWay--;
        T message;
        try {
            message = body.read(marshaller);
        } catch (CodecException e) {
            MicroException unreadable =
                    MicroException.internal(String.valueOf(e.getMessage())).because(e);
            source.cancel(unreadable);
            finish(() -> to.onError(unreadable));
            return;
        }
        if (demand.get() != Long.MAX_VALUE) {
            demand.decrementAndGet();
        }
        to.onNext(message);
    }

    private void askForMore() {
        int wanted = (int) Math.min(window, demand.get()) - onTheWay;
        if (wanted > 0 && (onTheWay == 0 || wanted * 2 >= window)) {
            onTheWay += wanted;
            source.request(wanted);
        }
    }

    private void finish(Runnable last) {
        done = true;
        last.run();
    }

    private static long capped(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static <T> void refuse(Flow.Subscriber<? super T> second) {
        second.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long messages) {}

            @Override
            public void cancel() {}
        });
        second.onError(new IllegalStateException(
                "This publisher starts a call and can be subscribed to once; make the call again for another"));
    }
}
