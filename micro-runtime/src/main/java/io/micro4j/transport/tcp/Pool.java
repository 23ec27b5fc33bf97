package io.micro4j.transport.tcp;

import io.micro4j.transport.net.Net;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of a client, one to an address. Safe for use by many threads. */
final class Pool {
    private final Net net;
    private final ConcurrentHashMap<String, ClientConnection> connections = new ConcurrentHashMap<>();

    Pool(Net net) {
        this.net = net;
    }

    /** Returns a connection to {@code address} on which calls can begin, open or not. */
    ClientConnection connection(String address) {
        ClientConnection known = connections.get(address);
        return known != null && !known.isLeaving()
                ? known
                : connections.compute(address, (key, now) -> now != null && !now.isLeaving() ? now : open(key));
    }

    /** Forgets {@code connection}, which takes no more calls. */
    void remove(ClientConnection connection) {
        connections.remove(connection.peer(), connection);
    }

    /** Ends every connection, and the calls on it. */
    void close() {
        connections.values().forEach(open -> open.execute(() -> open.shutDown("the transport was closed")));
    }

    private ClientConnection open(String address) {
        return new ClientConnection(address, net.loops().next(), net.dialer(), this);
    }
}
