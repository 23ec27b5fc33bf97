package io.micro4j.selector;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of one node of one service: its calls in flight, how fast and how well it answered lately, and whether it is left out. Safe
 * for use by many threads.
 *
 * <p>A node that is left out comes back on probation when its pause is over: one call at a time, until one is answered. Each further failure
 * doubles the pause.
 */
final class Member {
    private static final int MOST_DOUBLINGS = 20;
    /** After this long without another, what is noted of a call counts for a third. */
    private static final double LATENCY_MEMORY_NANOS = 1e9;

    private static final double SUCCESS_MEMORY_NANOS = 5e9;
    /** One that gets no calls because it was slow would otherwise be slow for ever. */
    private static final double SLOWNESS_MEMORY_NANOS = 10e9;

    /** Where the others do no better than this, nobody is left out for failing. */
    private static final double LEAST_SUCCESS = 0.2;

    private static final double LEAST_ANSWERS = 0.5;

    private static final double LEAST_WEIGHT = 0.1;
    private static final double SLOWEST_WEIGHT = 0.002;
    private static final double SLOW_TIMES = 3;
    private static final double SLOW_NANOS = 2e6;

    private final SelectorOptions options;
    private final Sources sources;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean onTrial = new AtomicBoolean();
    private volatile @Nullable Ban ban;
    private volatile double latency;
    private volatile long warmSince;
    private volatile long latencyAt;
    private double calls;
    private double answers;
    private long countedAt;
    private int streak;
    private int bans;

    private record Ban(long since, long nanos, boolean unreached) {
        boolean holds(long now) {
            return now - since < nanos;
        }
    }

    /** @param warm whether it gets its full share of calls from the start */
    Member(SelectorOptions options, Sources sources, boolean warm) {
        this.options = options;
        this.sources = sources;
        long now = sources.now();
        this.warmSince = warm ? now - options.warmUp().toNanos() : now;
    }

    /** Returns whether it gets no call at all now. */
    boolean isBanned(long now) {
        Ban current = ban;
        return current != null && current.holds(now);
    }

    /** Returns whether it may have a call: on probation, one at a time. */
    boolean admit() {
        return ban == null || onTrial.compareAndSet(false, true);
    }

    int inFlight() {
        return inFlight.get();
    }

    /** Returns how long its calls took lately, in nanoseconds, less the longer that is ago; 0 if that is not known. */
    double latency(long now) {
        double noted = latency;
        return noted == 0 ? 0 : noted * decay(now - latencyAt, SLOWNESS_MEMORY_NANOS);
    }

    void started() {
        inFlight.incrementAndGet();
    }

    /** Notes that a call is over, and returns whether it changed who may be called. */
    synchronized boolean ended(Outcome outcome, long nanos) {
        inFlight.updateAndGet(calls -> Math.max(0, calls - 1));
        long now = sources.now();
        boolean trial = ban != null && !isBanned(now);
        onTrial.set(false);
        switch (outcome) {
            case ANSWERED -> {
                return answered(now, nanos, trial);
            }
            case FAILED -> {
                return failed(now, nanos, trial);
            }
            default -> {
                return trial && outcome != Outcome.GIVEN_UP;
            }
        }
    }

    private boolean answered(long now, long nanos, boolean trial) {
        Ban before = ban;
        boolean back = before != null && (trial || before.unreached());
        if (back) {
            forget();
            warmSince = now;
        }
        streak = 0;
        count(now, 1);
        if (nanos > 0) {
            noteLatency(now, (double) nanos);
        }
        return back;
    }

    private boolean failed(long now, long nanos, boolean trial) {
        streak++;
        count(now, 0);
        if (nanos > latency(now) && ban == null) {
            noteLatency(now, (double) nanos); // one that fails fast must not look fast
        }
        if (trial) {
            ban = null;
        }
        return trial || streak == options.failures();
    }

    /** Leaves it out for a pause, twice as long as the last one if it has not answered since. */
    synchronized void ban(boolean unreached) {
        long now = sources.now();
        if (!isBanned(now)) {
            ban = new Ban(now, pause(bans++), unreached);
            latency = 0;
        }
    }

    synchronized void forget() {
        ban = null;
        bans = 0;
        streak = 0;
        calls = 0;
        answers = 0;
        latency = 0;
    }

    /**
     * Returns whether it fails where the others do not.
     *
     * @param others how well the others did, taken together
     */
    synchronized boolean isFailing(Success others) {
        if (ban != null || (streak < options.failures() && calls < 2.0 * options.failures())) {
            return false;
        }
        double own = streak >= options.failures() ? 0 : answers / calls;
        return others.rate() > LEAST_SUCCESS && own * 2 < others.rate();
    }

    /** Returns how well it did of late. */
    synchronized Success success(long now) {
        double kept = decay(now - countedAt, SUCCESS_MEMORY_NANOS);
        return new Success(calls * kept, answers * kept);
    }

    /** Calls of late, and how many of them were answered; the older they are, the less they count. */
    record Success(double calls, double answers) {
        static final Success NONE = new Success(0, 0);

        Success plus(Success other) {
            return new Success(calls + other.calls, answers + other.answers);
        }

        Success minus(Success other) {
            return new Success(calls - other.calls, answers - other.answers);
        }

        /** Returns the part that was answered; 0 where hardly any was. */
        double rate() {
            return answers < LEAST_ANSWERS ? 0 : answers / calls;
        }
    }

    /** Returns which part of a full share of calls it gets: less while it is new, and next to none while it is many times slower than others. */
    double weight(long now, double median) {
        double weight = 1;
        double warmth = (double) (now - warmSince) / options.warmUp().toNanos();
        if (warmth < 1) {
            weight = LEAST_WEIGHT + (1 - LEAST_WEIGHT) * warmth;
        }
        double own = latency(now);
        if (median > 0 && own > SLOW_TIMES * median && own > median + SLOW_NANOS) {
            weight *= Math.max(SLOWEST_WEIGHT, median / own * median / own);
        }
        return weight;
    }

    private void noteLatency(long now, double nanos) {
        double kept = latency == 0 ? 0 : decay(now - latencyAt, LATENCY_MEMORY_NANOS);
        latency = latency * kept + nanos * (1 - kept);
        latencyAt = now;
    }

    private void count(long now, int answered) {
        double kept = decay(now - countedAt, SUCCESS_MEMORY_NANOS);
        calls = calls * kept + 1;
        answers = answers * kept + answered;
        countedAt = now;
    }

    private static double decay(long nanos, double memory) {
        return Math.exp(-Math.max(0, nanos) / memory);
    }

    /** A tenth more or less, so that clients do not all come back at once. */
    private long pause(int before) {
        Duration longest = options.longestPause();
        long nanos = options.pause().toNanos() << Math.min(before, MOST_DOUBLINGS);
        long pause = nanos <= 0 || nanos > longest.toNanos() ? longest.toNanos() : nanos;
        return pause - pause / 10 + pause / 500 * sources.below(101);
    }
}
