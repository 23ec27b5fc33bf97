package io.micro4j.transport.http;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The idle connections of a client, the last used first, by the address that was dialled. Safe for use by many threads. */
final class ConnectionPool {
    private final int size;
    private final Map<String, ArrayDeque<ClientConnection>> idle = new HashMap<>();
    private boolean closed;

    /** Returns a pool that keeps {@code size} idle connections to one address. */
    ConnectionPool(int size) {
        this.size = size;
    }

    /** Returns a connection to {@code address}, which is now the caller's, or null. It may have been closed by its peer. */
    synchronized @Nullable ClientConnection take(String address) {
        ArrayDeque<ClientConnection> connections = idle.get(address);
        if (connections == null) {
            return null;
        }
        ClientConnection taken = connections.pollLast();
        forgetIfEmpty(address, connections);
        return taken;
    }

    /** Takes {@code connection} back. Returns false if there is no room for it. */
    synchronized boolean give(ClientConnection connection) {
        if (closed) {
            return false;
        }
        ArrayDeque<ClientConnection> connections =
                idle.computeIfAbsent(connection.address(), address -> new ArrayDeque<>(4));
        if (connections.size() >= size) {
            return false;
        }
        connections.addLast(connection);
        return true;
    }

    /** Forgets {@code connection}. Returns false if it is not idle, but taken. */
    synchronized boolean remove(ClientConnection connection) {
        ArrayDeque<ClientConnection> connections = idle.get(connection.address());
        if (connections == null || !connections.remove(connection)) {
            return false;
        }
        forgetIfEmpty(connection.address(), connections);
        return true;
    }

    /** Keeps nothing from now on. */
    synchronized void close() {
        closed = true;
        idle.clear();
    }

    private void forgetIfEmpty(String address, ArrayDeque<ClientConnection> connections) {
        if (connections.isEmpty()) {
            idle.remove(address);
        }
    }
}
