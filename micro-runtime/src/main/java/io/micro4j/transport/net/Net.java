package io.micro4j.transport.net;

import io.micro4j.transport.TransportOptions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one transport, which may speak several wires, and what opens connections on them. Safe for use by many threads. */
public final class Net implements AutoCloseable {
    private final TransportOptions options;
    private final Loops loops;
    private final ExecutorService lookups;
    private final Dialer dialer;

    /** Starts no thread yet. */
    public Net(TransportOptions options) {
        this.options = options;
        this.loops = new Loops(options);
        this.lookups = Executors.newCachedThreadPool(lookupThreads());
        this.dialer = new Dialer(options, lookups);
    }

    /** Returns the limits that hold for every connection. */
    public TransportOptions options() {
        return options;
    }

    /** Returns the event loops. */
    public Loops loops() {
        return loops;
    }

    /** Returns what opens connections. */
    public Dialer dialer() {
        return dialer;
    }

    /** Ends every connection and, unless it is called by one of them, waits for the threads. */
    @Override
    public void close() {
        lookups.shutdownNow();
        loops.close();
    }

    private static ThreadFactory lookupThreads() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "micro-lookup-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
