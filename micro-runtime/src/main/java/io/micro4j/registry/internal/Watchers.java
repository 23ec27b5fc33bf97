package io.micro4j.registry.internal;

import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.Watch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Those who watch one registry, and the thread on which they hear of changes, one at a time.
 *
 * <p>Safe for use by many threads.
 */
public final class Watchers implements AutoCloseable {
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final SerialThread thread;

    /** Makes watchers of the registry called {@code registry}, of which there are none yet. */
    public Watchers(String registry) {
        thread = new SerialThread("micro-registry-" + registry);
    }

    /** Adds a listener for the service {@code name}; for all if it is empty. */
    public Watch add(String name, Consumer<RegistryEvent> listener) {
        Watcher watcher = new Watcher(name, listener);
        watchers.add(watcher);
        return watcher;
    }

    /** Returns the thread on which listeners hear of changes. */
    public SerialThread thread() {
        return thread;
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
                thread.run(() -> watcher.hear(event));
            }
        }
    }

    /** Ends every watch; no event starts afterwards. */
    @Override
    public void close() {
        watchers.forEach(Watcher::close);
        thread.close();
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
