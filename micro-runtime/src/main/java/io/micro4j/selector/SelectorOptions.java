package io.micro4j.selector;

import java.time.Duration;
import java.util.List;

/**
 * What a selector believes, for how long, and which nodes it leaves out. Immutable.
 *
 * @param ttl after how long it asks the registry again, beside listening to it; 60 s, as in go-micro
 * @param absence how long a service that was not found is not looked for again; at most a second
 * @param pause how long a node is left out after it failed, twice as long after each further failure; 5 s
 * @param longestPause how long it is left out at most; 60 s
 * @param failures after how many failed calls in a row a node is left out if others do better; 5
 * @param warmUp how long a node that is new, or was left out, gets less than its share of calls; 10 s, zero for not at all
 * @param filters which nodes may be called, each given what the one before it left; none
 */
public record SelectorOptions(
        Duration ttl,
        Duration absence,
        Duration pause,
        Duration longestPause,
        int failures,
        Duration warmUp,
        List<NodeFilter> filters) {
    /** 60 s, 1 s, 5 s, 60 s, 5 failures, 10 s, no filters. */
    public static final SelectorOptions DEFAULT = new SelectorOptions(
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            5,
            Duration.ofSeconds(10),
            List.of());

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
        if (failures < 1) {
            throw new IllegalArgumentException(
                    "failures is " + failures + "; a node fails at least once before it is left out");
        }
        if (warmUp.isNegative()) {
            throw new IllegalArgumentException("warmUp is " + warmUp + "; use Duration.ZERO for none");
        }
        filters = List.copyOf(filters);
    }

    /** Returns these options with another time after which the registry is asked again. */
    public SelectorOptions withTtl(Duration ttl) {
        return new SelectorOptions(ttl, absence, pause, longestPause, failures, warmUp, filters);
    }

    /** Returns these options with another time, a second at most, for which a service that was not found is not looked for again. */
    public SelectorOptions withAbsence(Duration absence) {
        return new SelectorOptions(ttl, absence, pause, longestPause, failures, warmUp, filters);
    }

    /** Returns these options with another longest pause for a node that fails, at least as long as the first. */
    public SelectorOptions withLongestPause(Duration longestPause) {
        return new SelectorOptions(ttl, absence, pause, longestPause, failures, warmUp, filters);
    }

    /** Returns these options with another first pause for a node that failed; the longest is at least as long. */
    public SelectorOptions withPause(Duration pause) {
        Duration longest = longestPause.compareTo(pause) < 0 ? pause : longestPause;
        return new SelectorOptions(ttl, absence, pause, longest, failures, warmUp, filters);
    }

    /** Returns these options with another number of failures in a row. */
    public SelectorOptions withFailures(int failures) {
        return new SelectorOptions(ttl, absence, pause, longestPause, failures, warmUp, filters);
    }

    /** Returns these options with another time for new nodes; {@link Duration#ZERO} to give them their full share at once. */
    public SelectorOptions withWarmUp(Duration warmUp) {
        return new SelectorOptions(ttl, absence, pause, longestPause, failures, warmUp, filters);
    }

    /** Returns these options with filters in place of those that they had. */
    public SelectorOptions withFilters(List<NodeFilter> filters) {
        return new SelectorOptions(ttl, absence, pause, longestPause, failures, warmUp, filters);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + "; it has to be some time");
        }
    }
}
