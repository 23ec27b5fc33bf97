package io.micro4j.stream;

import io.micro4j.call.MicroException;
import io.micro4j.codec.Marshaller;
import io.micro4j.transport.Body;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a call for one thread that waits for each. Messages are read by that thread.
 *
 * @param <T> the messages
 */
public final class BlockingInbound<T> implements Inbound {
    private final Marshaller<T> marshaller;
    private final Window window;
    private final long idleNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Body> arrived = new ArrayDeque<>();
    private @Nullable MicroException failure;
    private boolean complete;
    private boolean opened;

    /**
     * Makes the messages of one call.
     *
     * @param window how many messages may be on their way
     * @param request asks for more messages
     * @param idleNanos how long to wait for one message, in nanoseconds; 0 for ever
     */
    public BlockingInbound(Marshaller<T> marshaller, int window, IntConsumer request, long idleNanos) {
        this.marshaller = marshaller;
        this.window = new Window(window, request);
        this.idleNanos = idleNanos == 0 ? Long.MAX_VALUE : idleNanos;
    }

    @Override
    public void message(Body body) {
        change(() -> arrived.add(body));
    }

    @Override
    public void complete() {
        change(() -> complete = true);
    }

    @Override
    public void fail(MicroException failure) {
        change(() -> {
            if (!complete && this.failure == null) {
                this.failure = failure;
            }
        });
    }

    /**
     * Waits for the next message.
     *
     * @return the message, or null if there is none left
     * @throws MicroException if the call failed and all that came before is read, or if nothing came for the idle time
     * @throws InterruptedException if the thread was interrupted while it waited
     * @throws io.micro4j.codec.CodecException if the message cannot be read
     */
    public @Nullable T take() throws InterruptedException {
        if (!opened) {
            opened = true;
            window.open();
        }
        Body body = next();
        if (body == null) {
            return null;
        }
        T message = body.read(marshaller);
        window.read();
        return message;
    }

    private @Nullable Body next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = idleNanos;
            while (arrived.isEmpty() && !complete && failure == null) {
                if (left <= 0) {
                    throw MicroException.timeout("no message for " + TimeUnit.NANOSECONDS.toMillis(idleNanos)
                            + " ms; allow more with idleTimeout");
                }
                left = changed.awaitNanos(left);
            }
            if (failure != null && arrived.isEmpty()) {
                throw failure;
            }
            return arrived.poll();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable how) {
        lock.lock();
        try {
            how.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
