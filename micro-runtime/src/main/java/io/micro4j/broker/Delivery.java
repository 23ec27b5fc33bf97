package io.micro4j.broker;

import io.micro4j.broker.Receipt.Result;
import io.micro4j.codec.CodecException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of one subscription, whatever brings the events: bounds how many wait and how many are handled at once, tries again what failed,
 * puts into the dead-letter topic what cannot be handled, and waits for what runs when it ends. For those who write a broker.
 *
 * <p>Safe for use by many threads.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.micro4j.broker");
    private static final int LONGEST_REASON = 500;
    private static final long LONGEST_DELAY = TimeUnit.MINUTES.toNanos(1);
    private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String topic;
    private final SubscribeOptions options;
    private final EventHandler handler;
    private final Consumer<Event> deadLetters;
    private final Executor threads;
    private final Duration drainTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Taken> waiting = new ArrayDeque<>();
    private final Set<Thread> workers = new HashSet<>();
    private int taken;
    private int running;
    private boolean closed;

    private record Taken(Event event, CompletableFuture<Receipt> receipt) {}

    /**
     * Returns a delivery to {@code handler}.
     *
     * @param deadLetters publishes an event; throws if that fails
     * @param threads where handlers run; one task for each event that is handled at once
     * @param drainTime how long {@link #close} waits
     * @throws IllegalArgumentException as {@link SubscribeOptions#check}
     */
    public Delivery(
            String topic,
            SubscribeOptions options,
            EventHandler handler,
            Consumer<Event> deadLetters,
            Executor threads,
            Duration drainTime) {
        options.check(topic);
        this.topic = topic;
        this.options = options;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.threads = threads;
        this.drainTime = drainTime;
    }

    /** Takes {@code event}, or refuses it at once as {@link Result#BUSY} or {@link Result#GONE}. Does not block; the future never fails. */
    public CompletableFuture<Receipt> deliver(Event event) {
        Taken next = new Taken(event, new CompletableFuture<>());
        lock.lock();
        try {
            if (closed) {
                return refused(Result.GONE, "the subscription to " + topic + " has ended");
            }
            if (taken >= options.concurrency() + options.queued()) {
                return refused(Result.BUSY, taken + " events of " + topic + " wait, as many as may (option queued)");
            }
            if (running < options.concurrency()) {
                threads.execute(this::work);
                running++;
            }
            taken++;
            waiting.add(next);
        } catch (RejectedExecutionException e) {
            return refused(Result.GONE, "the broker is closed");
        } finally {
            lock.unlock();
        }
        return next.receipt;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (workers.contains(Thread.currentThread())) {
                return;
            }
            if (!awaitIdle(drainTime.toNanos())) {
                LOG.log(
                        Level.WARNING,
                        "The subscription to {0} ends with {1} events not handled after {2} s (option drainTime)",
                        topic,
                        taken,
                        drainTime.toSeconds());
                waiting.forEach(left -> left.receipt.complete(
                        Receipt.of(Result.GONE, "the subscription to " + topic + " ended before its turn came")));
                taken -= waiting.size();
                waiting.clear();
                workers.forEach(Thread::interrupt);
                var unused = awaitIdle(LEAVE_NANOS);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "Delivery[" + topic + "]";
    }

    private static CompletableFuture<Receipt> refused(Result result, String why) {
        return CompletableFuture.completedFuture(Receipt.of(result, why));
    }

    private boolean awaitIdle(long nanos) {
        long left = nanos;
        try {
            while (running > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // in a hurry
        }
        return running == 0;
    }

    private void work() {
        for (Taken next = next(); next != null; next = next()) {
            Receipt receipt = handle(next.event);
            handled();
            next.receipt.complete(receipt);
        }
    }

    private @Nullable Taken next() {
        lock.lock();
        try {
            Taken next = waiting.poll();
            if (next == null) {
                running--;
                workers.remove(Thread.currentThread());
                changed.signalAll();
            } else {
                workers.add(Thread.currentThread());
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void handled() {
        lock.lock();
        try {
            taken--;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // it is one of the ways in which a handler fails
    private Receipt handle(Event event) {
        for (int attempt = 1; ; attempt++) {
            try {
                handler.handle(event);
                return Receipt.HANDLED;
            } catch (Throwable failure) {
                tell(event, attempt, failure);
                if (!mayRetry(attempt, failure)) {
                    return giveUp(event, attempt, failure);
                }
            }
        }
    }

    /** Waits before the next attempt. A body that cannot be read stays so, and whoever was interrupted is to end. */
    private boolean mayRetry(int attempt, Throwable failure) {
        if (attempt > options.retries()
                || failure instanceof CodecException
                || failure instanceof InterruptedException) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(delay(attempt));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long delay(int attempt) {
        long first = options.retryDelay().toNanos();
        long times = 1L << Math.min(attempt - 1, 30);
        return Math.max(first, first > LONGEST_DELAY / times ? LONGEST_DELAY : first * times);
    }

    private void tell(Event event, int attempt, Throwable failure) {
        try {
            options.errorHandler().failed(event, attempt, failure);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The error handler of " + topic + " failed itself", e);
        }
    }

    private Receipt giveUp(Event event, int attempts, Throwable failure) {
        String reason = "the handler failed " + attempts + " times, at last with " + failure;
        if (options.deadLetterTopic().isEmpty()) {
            return new Receipt(Result.FAILED, reason + ", and there is no dead-letter topic", failure);
        }
        try {
            deadLetters.accept(new Event(
                    options.deadLetterTopic(),
                    event.headers()
                            .with(Event.TOPIC, options.deadLetterTopic())
                            .with(Event.DEAD_TOPIC, event.topic())
                            .with(Event.DEAD_REASON, reason.substring(0, Math.min(reason.length(), LONGEST_REASON))),
                    event.body()));
            return Receipt.HANDLED;
        } catch (RuntimeException e) {
            return new Receipt(Result.FAILED, reason + ", and the dead-letter topic: " + e.getMessage(), e);
        }
    }
}
