package io.micro4j.transport.net;

import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.tls.Encryption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of one transport, which may speak several wires, and what opens connections on them. Safe for use by many threads. */
public final class Net implements AutoCloseable {
    /** Each may wait for a name server for half a minute. */
    private static final int LOOKUP_THREADS = 16;

    private static final int LOOKUP_IDLE_SECONDS = 10;

    private static final String NETTY_EVENTS = "io.netty.jfr.enabled";

    private final TransportOptions options;
    private final @Nullable Encryption encryption;
    private final Loops loops;
    private final ExecutorService lookups;
    private final Dialer dialer;

    /**
     * Starts no event loop yet.
     *
     * @throws io.micro4j.transport.TransportException if there is a certificate that cannot be used
     */
    public Net(TransportOptions options) {
        silenceNettyEvents();
        this.options = options;
        this.encryption = Encryption.of(options);
        this.loops = new Loops(options);
        this.lookups = lookups();
        this.dialer = new Dialer(options, encryption, lookups);
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

    /** Returns what encrypts connections; null if they are plain text. */
    @Nullable
    Encryption encryption() {
        return encryption;
    }

    /** Ends every connection and, unless it is called by one of them, waits for the threads. */
    @Override
    public void close() {
        lookups.shutdownNow();
        loops.close();
        if (encryption != null) {
            encryption.close();
        }
    }

    /** Netty's first buffer would load all of the flight recorder, for 0.2 s, to tell it of buffers. The property counts if it is set. */
    private static void silenceNettyEvents() {
        if (System.getProperty(NETTY_EVENTS) == null) {
            System.setProperty(NETTY_EVENTS, "false");
        }
    }

    private static ExecutorService lookups() {
        ThreadPoolExecutor lookups = new ThreadPoolExecutor(
                LOOKUP_THREADS,
                LOOKUP_THREADS,
                LOOKUP_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                lookupThreads());
        lookups.allowCoreThreadTimeOut(true);
        return lookups;
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
