package io.micro4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Callers that have a thread each. */
final class CallerThreads implements Load.Callers {
    private final ThreadPoolExecutor threads;
    private final List<Tally> tallies;
    private final Caller caller;

    CallerThreads(ThreadFactory factory, int size, Caller caller) {
        this.threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        this.tallies = Tally.some(size);
        this.caller = caller;
        threads.prestartAllCoreThreads();
    }

    static ThreadFactory platform() {
        return Executors.defaultThreadFactory();
    }

    /** Returns what makes virtual threads. Reached by name, as this is compiled for a JDK that has none. */
    static ThreadFactory virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "JDK " + Runtime.version().feature() + " has no virtual threads; take 21 or newer", e);
        }
    }

    @Override
    public List<Tally> callUntil(long end) throws Exception {
        List<Callable<Tally>> work = new ArrayList<>();
        for (Tally tally : tallies) {
            work.add(() -> {
                caller.callUntil(end, tally);
                return tally;
            });
        }
        for (Future<Tally> called : threads.invokeAll(work)) {
            called.get();
        }
        return tallies;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Calls on one thread, and notes each call. */
    interface Caller {
        void callUntil(long end, Tally tally) throws Exception;
    }
}
