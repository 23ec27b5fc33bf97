package io.micro4j.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/** Counts calls and retries second by second, and says whether one more retry is within the budget. Safe for use by many threads. */
final class RetryCount {
    private static final int SECONDS = 10;

    private final RetryBudget budget;
    private final LongSupplier clock;
    private final long origin;
    private final AtomicLongArray seconds = new AtomicLongArray(SECONDS);
    private final AtomicIntegerArray calls = new AtomicIntegerArray(SECONDS);
    private final AtomicIntegerArray retries = new AtomicIntegerArray(SECONDS);

    /** @param clock nanoseconds, as {@link System#nanoTime()} */
    RetryCount(RetryBudget budget, LongSupplier clock) {
        this.budget = budget;
        this.clock = clock;
        this.origin = clock.getAsLong();
    }

    /** Counts a call, at its first try. */
    void call() {
        calls.incrementAndGet(slot(second()));
    }

    /** Counts a retry, if there is room for it. */
    synchronized boolean retry() {
        long now = second();
        int slot = slot(now);
        long called = 0;
        long retried = 0;
        for (int i = 0; i < SECONDS; i++) {
            if (seconds.get(i) > now - SECONDS) {
                called += calls.get(i);
                retried += retries.get(i);
            }
        }
        boolean fits = retried < called * budget.percent() / 100 + (long) budget.perSecond() * SECONDS;
        if (fits) {
            retries.incrementAndGet(slot);
        }
        return fits;
    }

    private long second() {
        return SECONDS + TimeUnit.NANOSECONDS.toSeconds(clock.getAsLong() - origin);
    }

    /** Returns where {@code second} is counted, which it shares with others long past. */
    private int slot(long second) {
        int slot = (int) (second % SECONDS);
        if (seconds.get(slot) < second) {
            begin(slot, second);
        }
        return slot;
    }

    private synchronized void begin(int slot, long second) {
        if (seconds.get(slot) < second) {
            calls.set(slot, 0);
            retries.set(slot, 0);
            seconds.set(slot, second);
        }
    }
}
