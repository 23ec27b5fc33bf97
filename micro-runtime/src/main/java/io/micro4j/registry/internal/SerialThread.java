package io.micro4j.registry.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread that does one thing after the other, now or later. A daemon that starts with its first task. Safe for use by many threads. */
public final class SerialThread implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.micro4j.registry");

    private final ScheduledThreadPoolExecutor thread;

    /** Makes a thread called {@code name}. */
    public SerialThread(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            return created;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs {@code task}, unless closed. A task that fails is logged. */
    public void run(Runnable task) {
        runAfter(Duration.ZERO, task);
    }

    /** Runs {@code task} after a while, unless closed by then. A task that fails is logged. */
    public void runAfter(Duration delay, Runnable task) {
        try {
            var unused = thread.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "closed before a task could start", e);
        }
    }

    /** Runs {@code task} again and again, with {@code pause} between. A task that fails is logged and runs again. */
    public void runEvery(Duration pause, Runnable task) {
        runAfter(pause, () -> {
            guarded(task);
            runEvery(pause, task);
        });
    }

    /** Starts nothing any more. */
    @Override
    public void close() {
        thread.shutdown();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A task of a registry failed; it goes on with the next", e);
        }
    }
}
