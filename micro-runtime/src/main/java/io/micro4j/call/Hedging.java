package io.micro4j.call;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a call that has no reply yet is made on another node as well: the first reply is taken, the other calls are cancelled. Only calls with one
 * request and one reply are, of endpoints that are idempotent; each counts as a retry. Immutable.
 *
 * @param delay how long the nodes called so far may take before one more is called; {@link Duration#ZERO} for no hedging
 * @param most how many calls are made beside the first
 */
public record Hedging(Duration delay, int most) {
    /** One node at a time. */
    public static final Hedging OFF = new Hedging(Duration.ZERO, 1);

    public Hedging {
        if (requireNonNull(delay, "delay").isNegative()) {
            throw new IllegalArgumentException("hedging delay is " + delay + "; use Duration.ZERO for no hedging");
        }
        if (most < 1) {
            throw new IllegalArgumentException(
                    "hedging makes " + most + " calls beside the first; use Hedging.OFF for none");
        }
    }

    /** Returns hedging by one more call, {@code delay} after the first. */
    public static Hedging after(Duration delay) {
        return new Hedging(delay, 1);
    }

    /** Returns the same with another time between calls. */
    public Hedging withDelay(Duration delay) {
        return new Hedging(delay, most);
    }

    /** Returns the same with another number of calls beside the first. */
    public Hedging withMost(int most) {
        return new Hedging(delay, most);
    }

    /** Returns whether there is any. */
    public boolean isOn() {
        return !delay.isZero();
    }
}
