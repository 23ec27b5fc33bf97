package io.micro4j.benchmarks;

import org.HdrHistogram.Histogram;

/**
 * What was measured in one round. The nanoseconds of {@code p50} and {@code p99} are of a call.
 *
 * @param nanos how long the round took
 * @param client what the client's process used; the server's part too where they share it
 * @param server what the server's process used
 */
record Sample(long calls, long nanos, long p50, long p99, Usage client, Usage server) {
    static Sample of(Histogram latencies, long nanos, Usage client) {
        return new Sample(
                latencies.getTotalCount(),
                nanos,
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                client,
                Usage.NONE);
    }

    /** Returns the sample that {@link #line} wrote. */
    static Sample parse(String line) {
        String[] words = line.split(" ", 5);
        return new Sample(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Usage.parse(words[4]),
                Usage.NONE);
    }

    /** Returns this but the server's part, in one line. */
    String line() {
        return calls + " " + nanos + " " + p50 + " " + p99 + " " + client.line();
    }

    Sample withServer(Usage server) {
        return new Sample(calls, nanos, p50, p99, client, server);
    }

    double callsPerSecond() {
        return calls * 1e9 / nanos;
    }

    /** Returns CPU microseconds a call. */
    double cpu(Usage side) {
        return side.cpu() / 1e3 / calls;
    }

    /** Returns bytes allocated a call. */
    double bytes(Usage side) {
        return (double) side.bytes() / calls;
    }

    /** Returns what both processes used. */
    Usage both() {
        return client.plus(server);
    }

    /** Returns whether the JIT compilers of both sides were nearly idle. */
    boolean isQuiet() {
        return both().compiling() * 1e6 < nanos / 20.0;
    }
}
