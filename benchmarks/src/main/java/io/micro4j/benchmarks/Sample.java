package io.micro4j.benchmarks;

/**
 * What was measured in one round. The nanoseconds of {@code p50} and so on are of a call.
 *
 * @param calls how many ended; of streams, how many messages came
 * @param nanos how long the round took
 * @param client what the client's process used; the server's part too where they share it
 * @param server what the server's process used
 */
record Sample(long calls, long nanos, long p50, long p99, long p999, Usage client, Usage server) {
    static Sample of(Tally tally, long nanos, Usage client) {
        return new Sample(
                tally.count(),
                nanos,
                tally.percentile(50),
                tally.percentile(99),
                tally.percentile(99.9),
                client,
                Usage.NONE);
    }

    /** Returns the sample that {@link #line} wrote. */
    static Sample parse(String line) {
        String[] words = line.split(" ", 6);
        return new Sample(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Usage.parse(words[5]),
                Usage.NONE);
    }

    /** Returns this but the server's part, in one line. */
    String line() {
        return calls + " " + nanos + " " + p50 + " " + p99 + " " + p999 + " " + client.line();
    }

    Sample withServer(Usage server) {
        return new Sample(calls, nanos, p50, p99, p999, client, server);
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
