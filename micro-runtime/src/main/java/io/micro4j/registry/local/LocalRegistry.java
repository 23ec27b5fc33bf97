package io.micro4j.registry.local;

import static io.micro4j.registry.RegistryEvent.Action.DELETE;
import static io.micro4j.registry.RegistryEvent.Action.PUT;

import com.google.auto.service.AutoService;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.RegistryProvider;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.Watch;
import io.micro4j.registry.internal.Entries;
import io.micro4j.registry.internal.NodeKey;
import io.micro4j.registry.internal.Settings;
import io.micro4j.registry.internal.Warnings;
import io.micro4j.registry.internal.Watchers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Registry} for the processes of one user on one host: a directory with a file a node. A node is there while its process is: the process
 * holds a lock, which the operating system takes back however the process ends. Works where nothing may be sent or received; addresses on
 * loopback are as good as any.
 *
 * <p>The directory belongs to its user and nobody else may enter it (0700); one that is not so is refused. The default is {@code micro4j} below
 * {@code XDG_RUNTIME_DIR}, else {@code micro4j-USER} in the directory for temporary files.
 */
public final class LocalRegistry implements Registry {
    /** How soon a change made by another process is seen, at the latest. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Path directory;
    private final NodeFiles files;
    private final OwnNodes own;
    private final Warnings warnings = new Warnings();
    private final Watchers watchers = new Watchers("local");

    private boolean prepared;
    private boolean ticking;
    private boolean closed;
    private @Nullable Map<NodeKey, ServiceEntry> seen;

    /** Makes a registry in {@code directory}, which is made on first use. */
    public LocalRegistry(Path directory) {
        this(directory, System::nanoTime);
    }

    /** Makes a registry in {@code directory} whose own nodes end by {@code clock}, which counts nanoseconds. */
    public LocalRegistry(Path directory, LongSupplier clock) {
        this.directory = directory;
        this.files = new NodeFiles(directory, warnings);
        this.own = new OwnNodes(directory, files, clock);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public void register(ServiceEntry service, Duration ttl) {
        change("register " + service, () -> {
            for (ServiceEntry single : Entries.split(service)) {
                own.put(single, ttl);
            }
        });
    }

    @Override
    public void deregister(ServiceEntry service) {
        change("deregister " + service, () -> {
            for (ServiceEntry single : Entries.split(service)) {
                own.remove(NodeKey.of(single));
            }
        });
    }

    @Override
    public List<ServiceEntry> find(String name) {
        return Entries.merge(
                read().stream().filter(entry -> entry.name().equals(name)).toList());
    }

    @Override
    public List<String> list() {
        return read().stream().map(ServiceEntry::name).distinct().sorted().toList();
    }

    @Override
    public synchronized Watch watch(String name, Consumer<RegistryEvent> listener) {
        if (watchers.isEmpty()) {
            seen = byNode(read());
        }
        tick();
        return watchers.add(name, listener);
    }

    /** Stops watches and lets go of the lock: the nodes that were registered here end with it. */
    @Override
    public synchronized void close() {
        closed = true;
        watchers.close();
        try {
            own.close();
        } catch (IOException e) {
            warnings.warn("close", this + " could not remove its files; the next reader will", e);
        }
    }

    @Override
    public String toString() {
        return "LocalRegistry[" + directory + "]";
    }

    private synchronized void change(String what, Task task) {
        guarded(what, () -> {
            task.run();
            return null;
        });
        tick();
        if (!watchers.isEmpty()) {
            watchers.thread().run(this::look);
        }
    }

    private synchronized List<ServiceEntry> read() {
        List<ServiceEntry> entries = guarded("read", () -> {
            own.expire();
            return files.read();
        });
        return entries == null ? List.of() : entries;
    }

    private <T> @Nullable T guarded(String what, Work<T> work) {
        if (closed) {
            throw new RegistryException("Cannot " + what + ": " + this + " is closed", null);
        }
        if (!prepared) {
            LocalDirectory.prepare(directory);
            prepared = true;
        }
        try {
            return work.run();
        } catch (IOException e) {
            prepared = false; // the directory may have been taken away
            throw new RegistryException("Cannot " + what + " in the local registry " + directory + ": " + e, e);
        }
    }

    private void tick() {
        if (!ticking) {
            ticking = true;
            watchers.thread().runEvery(PAUSE, this::look);
        }
    }

    /** Compares what is there with what was there, and tells the difference. On the watchers' thread. */
    private void look() {
        try {
            lookNow();
            warnings.over("watch");
        } catch (RegistryException e) {
            warnings.warn("watch", "The local registry cannot be watched; it keeps trying. " + e.getMessage(), e);
        }
    }

    private synchronized void lookNow() {
        if (closed) {
            return;
        }
        if (watchers.isEmpty()) {
            guarded("expire", () -> {
                own.expire();
                return null;
            });
            return;
        }
        Map<NodeKey, ServiceEntry> before = seen == null ? Map.of() : seen;
        Map<NodeKey, ServiceEntry> now = byNode(read());
        seen = now;
        before.forEach((key, entry) -> {
            if (!now.containsKey(key)) {
                watchers.tell(new RegistryEvent(DELETE, entry));
            }
        });
        now.forEach((key, entry) -> {
            if (!entry.equals(before.get(key))) {
                watchers.tell(new RegistryEvent(PUT, entry));
            }
        });
    }

    private static Map<NodeKey, ServiceEntry> byNode(List<ServiceEntry> entries) {
        Map<NodeKey, ServiceEntry> nodes = new LinkedHashMap<>();
        entries.forEach(entry -> nodes.put(NodeKey.of(entry), entry));
        return nodes;
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Work<T> {
        @Nullable
        T run() throws IOException;
    }

    /** Answers to the name {@code local}. The setting {@code local.directory} (or {@code MICRO_LOCAL_DIRECTORY}) says where. */
    @AutoService(RegistryProvider.class)
    public static final class Provider implements RegistryProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return "local";
        }

        @Override
        public Registry open(RegistryOptions options) {
            Settings settings = Settings.of(options);
            String directory = settings.get("local.directory", "");
            return new LocalRegistry(
                    directory.isEmpty() ? LocalDirectory.standard(settings.environment()) : Path.of(directory));
        }
    }
}
