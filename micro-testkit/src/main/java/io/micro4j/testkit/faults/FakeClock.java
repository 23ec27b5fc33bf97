package io.micro4j.testkit.faults;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that goes on only when it is told to. Safe for use by many threads. */
public final class FakeClock implements LongSupplier {
    private final AtomicLong nanos = new AtomicLong();

    /** Stands at zero. */
    public FakeClock() {}

    /** Goes on by {@code time}. */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Cannot advance by " + time + ": a clock does not go back");
        }
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    @Override
    public String toString() {
        return "FakeClock[" + Duration.ofNanos(getAsLong()) + "]";
    }
}
