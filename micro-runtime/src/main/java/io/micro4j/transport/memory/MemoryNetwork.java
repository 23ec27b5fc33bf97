package io.micro4j.transport.memory;

import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The names under which memory transports find each other: those opened on one network do, others do not. Safe for use by many threads. */
public final class MemoryNetwork {
    private final Map<String, MemoryListener> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();

    /** Makes a network on which nobody listens yet. */
    public MemoryNetwork() {}

    /** Opens a transport whose calls find the listeners of every transport of this network. */
    public MemoryTransport open(TransportOptions options) {
        return new MemoryTransport(this, options);
    }

    /** Returns {@code address}, or a name that is free if it leaves the choice open, as {@code ""} and {@code ":0"} do. */
    String name(String address) {
        return address.isEmpty() || address.endsWith(":0") ? "memory-" + names.incrementAndGet() : address;
    }

    void add(MemoryListener listener) {
        if (listeners.putIfAbsent(listener.address(), listener) != null) {
            throw new TransportException(
                    "Cannot listen at \"" + listener.address()
                            + "\" in memory: another listener has that name; use \":0\" for one that is free",
                    null);
        }
    }

    void remove(MemoryListener listener) {
        listeners.remove(listener.address(), listener);
    }

    @Nullable
    MemoryListener find(String address) {
        return listeners.get(address);
    }

    @Override
    public String toString() {
        return "MemoryNetwork" + new TreeSet<>(listeners.keySet());
    }
}
