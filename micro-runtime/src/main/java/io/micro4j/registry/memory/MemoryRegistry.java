package io.micro4j.registry.memory;

import static io.micro4j.registry.RegistryEvent.Action.DELETE;
import static io.micro4j.registry.RegistryEvent.Action.PUT;

import com.google.auto.service.AutoService;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.RegistryProvider;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.Watch;
import io.micro4j.registry.internal.Entries;
import io.micro4j.registry.internal.Leases;
import io.micro4j.registry.internal.NodeKey;
import io.micro4j.registry.internal.Watchers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A {@link Registry} in this process: for tests, and for services that share a process. Those who are to find each other are given the same
 * instance.
 */
public final class MemoryRegistry implements Registry {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Leases leases;
    private final Watchers watchers = new Watchers("memory");
    private final AtomicBoolean ticking = new AtomicBoolean();

    /** Makes an empty registry. */
    public MemoryRegistry() {
        this(System::nanoTime);
    }

    /** Makes an empty registry whose nodes end by {@code clock}, which counts nanoseconds. */
    public MemoryRegistry(LongSupplier clock) {
        leases = new Leases(clock);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void register(ServiceEntry service, Duration ttl) {
        Entries.split(service).forEach(single -> put(single, ttl));
    }

    @Override
    public void deregister(ServiceEntry service) {
        Entries.split(service).forEach(this::remove);
    }

    @Override
    public List<ServiceEntry> find(String name) {
        return Entries.merge(
                live().stream().filter(entry -> entry.name().equals(name)).toList());
    }

    @Override
    public List<String> list() {
        return live().stream().map(ServiceEntry::name).distinct().sorted().toList();
    }

    @Override
    public Watch watch(String name, Consumer<RegistryEvent> listener) {
        if (ticking.compareAndSet(false, true)) {
            watchers.thread().runEvery(PAUSE, this::expire);
        }
        return watchers.add(name, listener);
    }

    @Override
    public void close() {
        watchers.close();
    }

    @Override
    public String toString() {
        return "MemoryRegistry" + list();
    }

    private List<ServiceEntry> live() {
        expire();
        return leases.all();
    }

    // What happens to a node and what is told of it keep one order: hence the lock.

    private synchronized void put(ServiceEntry single, Duration ttl) {
        if (!single.equals(leases.put(single, ttl))) {
            watchers.tell(new RegistryEvent(PUT, single));
        }
    }

    private synchronized void remove(ServiceEntry single) {
        ServiceEntry before = leases.remove(NodeKey.of(single));
        if (before != null) {
            watchers.tell(new RegistryEvent(DELETE, before));
        }
    }

    private synchronized void expire() {
        leases.expire().forEach(over -> watchers.tell(new RegistryEvent(DELETE, over)));
    }

    /** Answers to the name {@code memory}. Each registry that it opens is empty and stands alone. */
    @AutoService(RegistryProvider.class)
    public static final class Provider implements RegistryProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Registry open(RegistryOptions options) {
            return new MemoryRegistry();
        }
    }
}
