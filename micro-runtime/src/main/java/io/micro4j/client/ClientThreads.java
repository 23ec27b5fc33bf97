package io.micro4j.client;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a client: those that tell the users of asynchronous calls, those that draw the requests of bidirectional streams, and the timer.
 * All are daemons and start when they are needed. Safe for use by many threads.
 */
final class ClientThreads implements AutoCloseable {
    private final ExecutorService callbacks;
    private final ExecutorService streams;
    private final Timers timers = new Timers();
    private volatile boolean closed;

    ClientThreads() {
        callbacks = callbackPool(Math.max(4, Runtime.getRuntime().availableProcessors()));
        streams = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new DefaultThreadFactory("micro-client-stream", true));
    }

    private static ThreadPoolExecutor callbackPool(int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("micro-client-callback", true));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Returns what completes futures and tells subscribers. Goes on, on the caller's thread, once the client is closed. */
    Executor callbacks() {
        return task -> {
            if (closed) {
                task.run();
            } else {
                callbacks.execute(task);
            }
        };
    }

    /** Returns what draws requests. */
    ExecutorService streams() {
        return streams;
    }

    Timers timers() {
        return timers;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        callbacks.shutdown();
        streams.shutdownNow();
        timers.close();
    }
}
