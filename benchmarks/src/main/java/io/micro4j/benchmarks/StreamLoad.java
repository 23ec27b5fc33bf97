package io.micro4j.benchmarks;

/** One stream after the other, on a thread for each stream under way. Messages are counted, and how long a stream took. */
record StreamLoad(String name, Stream stream) implements Load {
    /** All streams together, so that slow systems also end in time. */
    private static final int MESSAGES = 20_000;

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Callers callers(EchoCalls calls, String text, int inFlight) {
        int times = Math.max(MESSAGES / inFlight, 10);
        return new CallerThreads(CallerThreads.platform(), inFlight, (end, tally) -> {
            do {
                long start = System.nanoTime();
                long came = stream.messages(calls, text, times);
                if (came != times) {
                    throw new IllegalStateException(came + " messages came instead of " + times);
                }
                tally.add(start, times);
            } while (System.nanoTime() - end < 0);
        });
    }

    /** Makes one call with so many messages, and returns how many came. */
    interface Stream {
        long messages(EchoCalls calls, String text, int times) throws Exception;
    }
}
