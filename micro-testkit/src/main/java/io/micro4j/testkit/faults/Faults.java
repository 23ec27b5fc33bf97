package io.micro4j.testkit.faults;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What goes wrong with calls, and how often. Immutable; change one with {@code withSomething(…)}.
 *
 * @param refused the share of calls, 0 to 1, whose node cannot be connected to: never sent
 * @param cut the share whose connection breaks, at any message or before the first one, after the request was sent
 * @param lost the share of which nothing arrives, and nothing comes back: the caller waits until its deadline
 * @param delay the longest time by which what comes back is held up, each call by another one, so that replies overtake each other
 */
public record Faults(double refused, double cut, double lost, Duration delay) {
    /** Nothing goes wrong. */
    public static final Faults NONE = new Faults(0, 0, 0, Duration.ZERO);

    public Faults {
        requireShare(refused, "refused");
        requireShare(cut, "cut");
        requireShare(lost, "lost");
        if (refused + cut + lost > 1) {
            throw new IllegalArgumentException("refused, cut and lost are " + (refused + cut + lost)
                    + " together; a call can end one way only, so that they may be 1");
        }
        if (requireNonNull(delay, "delay").isNegative()) {
            throw new IllegalArgumentException("delay is " + delay + "; nothing arrives before it was sent");
        }
    }

    /** Returns these with another share of calls that cannot connect. */
    public Faults withRefused(double refused) {
        return new Faults(refused, cut, lost, delay);
    }

    /** Returns these with another share of calls whose connection breaks. */
    public Faults withCut(double cut) {
        return new Faults(refused, cut, lost, delay);
    }

    /** Returns these with another share of calls that vanish. */
    public Faults withLost(double lost) {
        return new Faults(refused, cut, lost, delay);
    }

    /** Returns these with another longest delay. */
    public Faults withDelay(Duration delay) {
        return new Faults(refused, cut, lost, delay);
    }

    private static void requireShare(double share, String name) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is " + share + "; a share is between 0 and 1");
        }
    }
}
