package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** A thread for each call under way, which waits for the reply. */
record BlockingLoad(String name, Supplier<ThreadFactory> threads) implements Load {
    @Override
    public Callers callers(EchoCalls calls, String text, int inFlight) {
        return new CallerThreads(threads.get(), inFlight, (end, tally) -> callUntil(calls, text, end, tally));
    }

    private static void callUntil(EchoCalls calls, String text, long end, Tally tally) {
        long number = 0;
        do {
            EchoRequest request = Echoes.request(text, number++);
            long start = System.nanoTime();
            Echoes.check(request, calls.say(request));
            tally.add(start);
        } while (System.nanoTime() - end < 0);
    }
}
