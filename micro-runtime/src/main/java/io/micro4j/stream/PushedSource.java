package io.micro4j.stream;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Context;
import io.micro4j.call.MicroException;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns code that gives messages into what a stream draws from. Who draws all of them runs the code; for who draws one after the other, the code runs
 * on a thread of its own, which waits before each message until it is asked for it.
 *
 * @param <T> the messages
 */
public final class PushedSource<T> implements MessageSource<T> {
    /**
     * Gives messages.
     *
     * @param <T> the messages
     */
    @FunctionalInterface
    public interface Code<T> {
        /** Gives each message to {@code out}. */
        void giveTo(Consumer<T> out) throws Exception;
    }

    /** What the thread of the code hands over: a message, or without one the end, which may be a failure. */
    private record Step<T>(@Nullable T message, @Nullable Throwable failure) {}

    private final Code<T> code;
    private final SynchronousQueue<Step<T>> steps = new SynchronousQueue<>();
    private volatile @Nullable Thread thread;
    private volatile boolean over;
    private volatile boolean closed;

    /** Wraps {@code code}, which runs once. */
    public PushedSource(Code<T> code) {
        this.code = code;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        if (thread != null) {
            MessageSource.super.forEachRemaining(action);
        } else if (!over) {
            over = true;
            run(message -> action.accept(requireNonNull(message, "a reply is null")));
        }
    }

    @Override
    public @Nullable T next() {
        if (over) {
            return null;
        }
        if (thread == null) {
            start();
        }
        Step<T> step = take();
        if (step.message() == null) {
            over = true;
            throwIfFailed(step.failure());
        }
        return step.message();
    }

    @Override
    public boolean isOpen() {
        return thread != null && !over && !closed;
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run(Consumer<T> out) {
        try {
            code.giveTo(out);
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MicroException.cancelled("interrupted while it made replies").because(e);
        } catch (Exception e) {
            throw MicroException.internal("making replies failed: " + e).because(e);
        }
    }

    private void start() {
        Context context = Context.current();
        Thread running = new Thread(() -> context.run(this::handOver), "micro-replies");
        running.setDaemon(true);
        thread = running;
        running.start();
    }

    private void handOver() {
        Throwable failure = null;
        try {
            run(message -> {
                if (!put(new Step<>(requireNonNull(message, "a reply is null"), null))) {
                    throw MicroException.cancelled("nobody wants more replies");
                }
            });
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        put(new Step<>(null, failure));
    }

    /** Waits until somebody asks; returns false if nobody will. */
    private boolean put(Step<T> step) {
        try {
            if (!closed) {
                steps.put(step);
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private Step<T> take() {
        try {
            return steps.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MicroException.cancelled("interrupted while it waited for a reply")
                    .because(e);
        }
    }

    private static void throwIfFailed(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
