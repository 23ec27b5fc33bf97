package io.micro4j.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long the calls of one caller took. For one thread at a time. */
final class Tally {
    private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 2);

    /** Notes a call that began at {@code start} and has just ended. */
    void add(long start) {
        nanos.recordValue(Math.min(System.nanoTime() - start, nanos.getHighestTrackableValue()));
    }

    /** Returns all of {@code tallies} as one. */
    static Histogram sum(List<Tally> tallies) {
        Tally sum = new Tally();
        tallies.forEach(tally -> sum.nanos.add(tally.nanos));
        return sum.nanos;
    }
}
