package io.micro4j.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** How long the calls of one caller took. For one thread at a time. */
final class Tally {
    private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 2);
    private long messages;

    /** Returns so many of them, which are large: they are made before what is allocated is counted. */
    static List<Tally> some(int count) {
        return Stream.generate(Tally::new).limit(count).toList();
    }

    /** Notes a call that began at {@code start} and has just ended. */
    void add(long start) {
        add(start, 1);
    }

    /** Notes a stream of so many messages. */
    void add(long start, long messages) {
        nanos.recordValue(Math.min(System.nanoTime() - start, nanos.getHighestTrackableValue()));
        this.messages += messages;
    }

    /** Returns all of {@code tallies} as one. */
    static Tally sum(List<Tally> tallies) {
        Tally sum = new Tally();
        for (Tally tally : tallies) {
            sum.nanos.add(tally.nanos);
            sum.messages += tally.messages;
        }
        return sum;
    }

    /** Returns calls, or messages of streams. */
    long count() {
        return messages;
    }

    /** Returns the nanoseconds in which so many of a hundred calls had ended. */
    long percentile(double percent) {
        return nanos.getValueAtPercentile(percent);
    }
}
