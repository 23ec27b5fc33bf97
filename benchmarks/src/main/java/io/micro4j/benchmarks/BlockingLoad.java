package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread for each call under way, which waits for the reply. */
final class BlockingLoad implements Load {
    @Override
    public String name() {
        return "blocking";
    }

    @Override
    public Callers callers(EchoCalls calls, String text, int inFlight) {
        return new Threads(calls, text, inFlight);
    }

    private static final class Threads implements Callers {
        private final EchoCalls calls;
        private final String text;
        private final int size;
        private final ThreadPoolExecutor threads;

        Threads(EchoCalls calls, String text, int size) {
            this.calls = calls;
            this.text = text;
            this.size = size;
            this.threads = new ThreadPoolExecutor(
                    size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Executors.defaultThreadFactory());
            threads.prestartAllCoreThreads();
        }

        @Override
        public List<Tally> callUntil(long end) throws Exception {
            Callable<Tally> caller = () -> callUntil(end, new Tally());
            List<Tally> tallies = new ArrayList<>();
            for (Future<Tally> called : threads.invokeAll(Collections.nCopies(size, caller))) {
                tallies.add(called.get());
            }
            return tallies;
        }

        private Tally callUntil(long end, Tally tally) {
            for (long number = 0, start = System.nanoTime(); start - end < 0; number++, start = System.nanoTime()) {
                EchoRequest request = Echoes.request(text, number);
                Echoes.check(request, calls.say(request));
                tally.add(start);
            }
            return tally;
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
