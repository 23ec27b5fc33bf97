package io.micro4j.transport.http;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The idle connections of a client, the last used first, by the address that was dialled. Safe for use by many threads. */
final class ConnectionPool<C extends ConnectionPool.Pooled> {
    private final int size;
    private final Map<String, ArrayDeque<C>> idle = new HashMap<>();
    private boolean closed;

    /** What is kept. */
    interface Pooled {
        /** Returns the address that is dialled. */
        String address();
    }

    /** Returns a pool that keeps {@code size} idle connections to one address. */
    ConnectionPool(int size) {
        this.size = size;
    }

    /** Returns a connection to {@code address}, which is now the caller's, or null. It may have been closed by its peer. */
    synchronized @Nullable C take(String address) {
        ArrayDeque<C> connections = idle.get(address);
        if (connections == null) {
            return null;
        }
        C taken = connections.pollLast();
        forgetIfEmpty(address, connections);
        return taken;
    }

    /** Takes {@code connection} back. Returns false if there is no room for it. */
    synchronized boolean give(C connection) {
        if (closed) {
            return false;
        }
        ArrayDeque<C> connections = idle.computeIfAbsent(connection.address(), address -> new ArrayDeque<>(4));
        if (connections.size() >= size) {
            return false;
        }
        connections.addLast(connection);
        return true;
    }

    /** Forgets {@code connection}. Returns false if it is not idle, but taken. */
    synchronized boolean remove(C connection) {
        ArrayDeque<C> connections = idle.get(connection.address());
        if (connections == null || !connections.remove(connection)) {
            return false;
        }
        forgetIfEmpty(connection.address(), connections);
        return true;
    }

    /** Forgets those of which {@code isOver} says so; it must not block. */
    synchronized void removeIf(Predicate<C> isOver) {
        idle.values().removeIf(connections -> {
            connections.removeIf(isOver);
            return connections.isEmpty();
        });
    }

    /** Keeps nothing from now on. */
    synchronized void close() {
        closed = true;
        idle.clear();
    }

    private void forgetIfEmpty(String address, ArrayDeque<C> connections) {
        if (connections.isEmpty()) {
            idle.remove(address);
        }
    }
}
