package io.micro4j.call;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The moment after which nobody waits for a call any more. Immutable.
 *
 * @param atNanos that moment, on the scale of {@code clock}
 * @param clock nanoseconds since some origin, as {@link System#nanoTime()}
 */
public record Deadline(long atNanos, LongSupplier clock) {
    public Deadline {
        requireNonNull(clock, "clock");
    }

    /** Returns the deadline that is {@code timeout} from now. */
    public static Deadline after(Duration timeout) {
        return afterNanos(timeout.toNanos());
    }

    /** Returns the deadline that is {@code nanos} from now. */
    public static Deadline afterNanos(long nanos) {
        return new Deadline(System.nanoTime() + nanos, System::nanoTime);
    }

    /** Returns what remains, in nanoseconds; zero or less if it is over. */
    public long remainingNanos() {
        return atNanos - clock.getAsLong();
    }

    /** Returns what remains; zero or negative if it is over. */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /** Returns whether it is over. */
    public boolean isOver() {
        return remainingNanos() <= 0;
    }

    @Override
    public String toString() {
        return "Deadline[in " + TimeUnit.NANOSECONDS.toMillis(remainingNanos()) + " ms]";
    }
}
