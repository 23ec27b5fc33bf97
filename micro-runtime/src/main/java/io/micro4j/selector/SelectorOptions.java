package io.micro4j.selector;

import java.time.Duration;

/**
 * How long a selector believes what it knows. Immutable.
 *
 * @param ttl after how long it asks the registry again, beside listening to it; 60 s, as in go-micro
 * @param absence how long a service that was not found is not looked for again; at most a second
 * @param pause how long a node is left out after it failed, twice as long after each further failure; 5 s
 * @param longestPause how long it is left out at most; 60 s
 */
public record SelectorOptions(Duration ttl, Duration absence, Duration pause, Duration longestPause) {
    /** 60 s, 1 s, 5 s, 60 s. */
    public static final SelectorOptions DEFAULT = new SelectorOptions(
            Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(60));

    public SelectorOptions {
        positive("ttl", ttl);
        positive("pause", pause);
        if (absence.isNegative() || absence.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException(
                    "absence is " + absence + "; a service that starts should be found within 1 s");
        }
        if (longestPause.compareTo(pause) < 0) {
            throw new IllegalArgumentException("longestPause is " + longestPause + ", shorter than pause, " + pause);
        }
    }

    /** Returns these options with another time after which the registry is asked again. */
    public SelectorOptions withTtl(Duration ttl) {
        return new SelectorOptions(ttl, absence, pause, longestPause);
    }

    /** Returns these options with another first pause for a node that failed; the longest is at least as long. */
    public SelectorOptions withPause(Duration pause) {
        return new SelectorOptions(ttl, absence, pause, longestPause.compareTo(pause) < 0 ? pause : longestPause);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + "; it has to be some time");
        }
    }
}
