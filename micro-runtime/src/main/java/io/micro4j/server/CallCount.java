package io.micro4j.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Counts calls that go on, up to a limit, and waits until none does. */
final class CallCount {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int limit;
    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean awaited;

    CallCount(int limit) {
        this.limit = limit;
    }

    /** Counts one more, unless the limit is reached. */
    boolean enter() {
        if (count.incrementAndGet() <= limit) {
            return true;
        }
        leave();
        return false;
    }

    /** Counts one less. */
    void leave() {
        if (count.decrementAndGet() == 0 && awaited) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    int get() {
        return count.get();
    }

    /**
     * Waits until none goes on and {@code also} holds, which is looked at now and then.
     *
     * @return whether that came about in time
     */
    boolean awaitNone(long nanos, BooleanSupplier also) throws InterruptedException {
        awaited = true;
        lock.lockInterruptibly();
        try {
            long until = System.nanoTime() + nanos;
            while (count.get() > 0 || !also.getAsBoolean()) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                long woken = changed.awaitNanos(Math.min(left, LOOK_NANOS));
                assert woken <= LOOK_NANOS;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
