package io.micro4j.transport.memory;

import io.micro4j.transport.IoThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one transport. Each runs its tasks one after the other, so that what belongs to one of them needs no lock. */
final class Loops {
    private static final long IDLE_SECONDS = 10;

    private final List<ThreadPoolExecutor> loops = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    Loops(int count) {
        for (int i = 1; i <= count; i++) {
            loops.add(loop("micro-memory-" + i));
        }
    }

    /** Returns one of the threads, each in turn. Tasks that come after {@link #close} are dropped: by then every call was told its end. */
    Executor next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    /** Runs what waits, and waits for it, except on a thread of its own, which would wait for itself. */
    void close() {
        loops.forEach(ThreadPoolExecutor::shutdown);
        if (!(Thread.currentThread() instanceof LoopThread thread && thread.isOf(this))) {
            loops.forEach(Loops::join);
        }
    }

    private ThreadPoolExecutor loop(String name) {
        ThreadPoolExecutor loop = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new LoopThread(this, task, name),
                new ThreadPoolExecutor.DiscardPolicy());
        loop.allowCoreThreadTimeOut(true);
        return loop;
    }

    private static void join(ThreadPoolExecutor loop) {
        try {
            while (!loop.awaitTermination(1, TimeUnit.MINUTES)) {
                System.getLogger("io.micro4j.transport")
                        .log(System.Logger.Level.WARNING, "A receiver blocks {0}; still waiting for it", loop);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread that tells receivers, and that nothing may block. */
    private static final class LoopThread extends Thread implements IoThread {
        private final Loops owner;

        LoopThread(Loops owner, Runnable task, String name) {
            super(task, name);
            this.owner = owner;
            setDaemon(true);
        }

        boolean isOf(Loops loops) {
            return owner == loops;
        }
    }
}
