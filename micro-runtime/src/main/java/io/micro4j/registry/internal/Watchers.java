package io.micro4j.registry.internal;

import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.Watch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Those who watch one registry, and the thread on which they hear of changes, one at a time.
 *
 * <p>The thread is a daemon and starts with its first task. Safe for use by many threads.
 */
public final class Watchers implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.micro4j.registry");

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor thread;

    /** Makes watchers of the registry called {@code registry}, of which there are none yet. */
    public Watchers(String registry) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread created = new Thread(task, "micro-registry-" + registry);
            created.setDaemon(true);
            return created;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Adds a listener for the service {@code name}; for all if it is empty. */
    public Watch add(String name, Consumer<RegistryEvent> listener) {
        Watcher watcher = new Watcher(name, listener);
        watchers.add(watcher);
        return watcher;
    }

    /** Returns whether nobody watches. */
    public boolean isEmpty() {
        return watchers.isEmpty();
    }

    /** Returns whether somebody watches {@code service}. */
    public boolean watch(String service) {
        return watchers.stream().anyMatch(watcher -> watcher.wants(service));
    }

    /** Tells {@code event} to those who are there now, on the thread. */
    public void tell(RegistryEvent event) {
        for (Watcher watcher : watchers) {
            if (watcher.wants(event.service().name())) {
                run(() -> watcher.hear(event));
            }
        }
    }

    /** Runs {@code task} on the thread, unless closed. A task that fails is logged. */
    public void run(Runnable task) {
        runAfter(Duration.ZERO, task);
    }

    /** Runs {@code task} on the thread after a while, unless closed by then. A task that fails is logged. */
    public void runAfter(Duration delay, Runnable task) {
        try {
            var unused = thread.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "closed before a task could start", e);
        }
    }

    /** Runs {@code task} on the thread again and again, with {@code pause} between. A task that fails is logged and runs again. */
    public void runEvery(Duration pause, Runnable task) {
        runAfter(pause, () -> {
            guarded(task);
            runEvery(pause, task);
        });
    }

    /** Ends every watch; no event starts afterwards. */
    @Override
    public void close() {
        watchers.forEach(Watcher::close);
        thread.shutdown();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A task of a registry failed; it goes on with the next", e);
        }
    }

    private final class Watcher implements Watch {
        private final String name;
        private final Consumer<RegistryEvent> listener;
        private volatile boolean closed;

        Watcher(String name, Consumer<RegistryEvent> listener) {
            this.name = name;
            this.listener = listener;
        }

        boolean wants(String service) {
            return name.isEmpty() || name.equals(service);
        }

        void hear(RegistryEvent event) {
            if (!closed) {
                listener.accept(event);
            }
        }

        @Override
        public void close() {
            closed = true;
            watchers.remove(this);
        }
    }
}
