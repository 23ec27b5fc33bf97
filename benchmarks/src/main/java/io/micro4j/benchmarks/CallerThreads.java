package io.micro4j.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
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
    private final int size;
    private final Caller caller;

    CallerThreads(ThreadFactory factory, int size, Caller caller) {
        this.threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        this.size = size;
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
        Callable<Tally> work = () -> {
            Tally tally = new Tally();
            caller.callUntil(end, tally);
            return tally;
        };
        List<Tally> tallies = new ArrayList<>();
        for (Future<Tally> called : threads.invokeAll(Collections.nCopies(size, work))) {
            tallies.add(called.get());
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
