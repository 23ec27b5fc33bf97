package io.micro4j.transport.memory;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** How much one side has sent that the other has not taken yet. Safe for one writer and one reader. */
final class Window {
    private static final long FULL = 64 * 1024;
    private static final long LOW = FULL / 2;
    private static final long SMALLEST = 1024;

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean waiting = new AtomicBoolean();

    /** Counts a message of {@code size} bytes as sent. Returns whether there is room for more; if not, the writer now waits. */
    boolean sent(int size) {
        if (bytes.addAndGet(cost(size)) < FULL) {
            return true;
        }
        waiting.set(true);
        return bytes.get() <= LOW && waiting.compareAndSet(true, false);
    }

    /** Counts a message of {@code size} bytes as taken. Returns whether the writer waited and may go on. */
    boolean taken(int size) {
        return bytes.addAndGet(-cost(size)) <= LOW && waiting.compareAndSet(true, false);
    }

    private static long cost(int size) {
        return Math.max(size, SMALLEST);
    }
}
