package io.micro4j.stream;

import io.micro4j.codec.Marshaller;
import io.micro4j.transport.Socket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Sends the messages of a call for one thread that waits until there is room for each.
 *
 * @param <T> the messages
 */
public final class BlockingOutbound<T> implements Outbound {
    private final Marshaller<T> marshaller;
    private final Socket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean room = true;
    private volatile boolean stopped;

    /** Makes the outbound half of one call. */
    public BlockingOutbound(Marshaller<T> marshaller, Socket socket) {
        this.marshaller = marshaller;
        this.socket = socket;
    }

    @Override
    public void writable() {
        change(true);
    }

    @Override
    public void stop() {
        stopped = true;
        change(true);
    }

    /**
     * Sends one message, once there is room for it.
     *
     * @return whether it was sent; false if the call was over before
     * @throws InterruptedException if the thread was interrupted while it waited; the message was not sent
     */
    public boolean send(T message) throws InterruptedException {
        awaitRoom();
        if (stopped) {
            return false;
        }
        change(false);
        if (socket.send(marshaller.encode(message))) {
            change(true);
        }
        return true;
    }

    /**
     * Sends what {@code messages} holds, in order, then closes it. Draws nothing more once the call is over.
     *
     * @return whether all of it was sent
     */
    public boolean drain(Stream<? extends T> messages) {
        try (messages) {
            if (stopped) {
                return false;
            }
            messages.sequential().forEachOrdered(message -> {
                if (!sendOrStop(message) || stopped) {
                    throw new Stopped();
                }
            });
            return !stopped;
        } catch (Stopped over) {
            return false;
        }
    }

    private boolean sendOrStop(T message) {
        try {
            return send(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!room && !stopped) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(boolean room) {
        lock.lock();
        try {
            this.room = room;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves a stream that has more, when nobody wants more. Never seen outside. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the call is over", null, false, false);
        }
    }
}
