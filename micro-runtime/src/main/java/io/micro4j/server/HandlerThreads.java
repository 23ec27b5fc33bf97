package io.micro4j.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that handlers run on: one executor for calls with one request and one reply, one for streaming calls. Neither refuses anything while it
 * is open: how much there may be is counted before.
 *
 * @param calls for calls with one request and one reply
 * @param streams for streaming calls, which wait long
 * @param callLimit how many of the former may be there at once, waiting or running
 */
record HandlerThreads(Executor calls, Executor streams, int callLimit) {
    private static final Duration IDLE = Duration.ofSeconds(60);

    static HandlerThreads open(ServerOptions options) {
        String prefix = "micro-" + options.name() + "-";
        ThreadFactory virtual = options.virtualThreads() ? virtual(prefix + "handler") : null;
        if (virtual != null) {
            Executor each = task -> virtual.newThread(task).start();
            return new HandlerThreads(each, each, options.maxCalls());
        }
        int threads = options.handlerThreads();
        Executor calls = new HandlerPool(threads, IDLE, named(prefix + "handler-"));
        Executor streams = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                named(prefix + "stream-"));
        return new HandlerThreads(calls, streams, threads + options.queuedCalls());
    }

    /** Lets the threads go once they have nothing left to do. */
    void close() {
        if (calls instanceof HandlerPool pool) {
            pool.close();
        }
        if (streams instanceof ExecutorService pool) {
            pool.shutdown();
        }
    }

    /** Returns a factory of daemons called {@code prefix} and a number */
    static ThreadFactory named(String prefix) {
        AtomicInteger made = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Returns {@code Thread.ofVirtual().name(name).factory()}, or null before JDK 21, where this class is compiled for. */
    private static @Nullable ThreadFactory virtual(String name) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle open = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
            MethodHandle named = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            return (ThreadFactory) factory.invoke(named.invoke(open.invoke(), name));
        } catch (ReflectiveOperationException | UnsupportedOperationException tooOld) {
            return null;
        } catch (Throwable e) {
            throw new IllegalStateException("This JDK has virtual threads, but does not give them", e);
        }
    }
}
