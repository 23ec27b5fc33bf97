package io.micro4j.selector;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/** Where a selector's time, in nanoseconds, and its chance come from. Asked by many threads. */
record Sources(LongSupplier clock, IntUnaryOperator random) {
    static final Sources STANDARD =
            new Sources(System::nanoTime, bound -> ThreadLocalRandom.current().nextInt(bound));

    private static final int STEPS = 1 << 20;

    long now() {
        return clock.getAsLong();
    }

    /** Returns a number from 0 to below {@code bound}. */
    int below(int bound) {
        return random.applyAsInt(bound);
    }

    /** Returns true in {@code part} of all cases. */
    boolean happens(double part) {
        return part >= 1 || below(STEPS) < part * STEPS;
    }
}
