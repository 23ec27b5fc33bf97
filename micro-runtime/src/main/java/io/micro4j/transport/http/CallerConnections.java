package io.micro4j.transport.http;

import io.micro4j.transport.CallerIo;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.mucp.ClientPipe;
import io.micro4j.transport.net.Addresses;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.net.Net;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The connections whose bytes the callers' own threads move, and their pool. A loop looks at the idle ones, which no thread reads. Safe for use by
 * many threads.
 */
final class CallerConnections implements Loop.Timed {
    private final Net net;
    private final ConnectionPool<CallerConnection> pool;
    private final Set<CallerConnection> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private boolean watched;

    CallerConnections(Net net) {
        this.net = net;
        this.pool = new ConnectionPool<>(net.options().poolSize());
    }

    /**
     * Returns a connection for the call whose {@code replies} are told, if its own thread is to move its bytes; else null. Hosts that have to be
     * looked up and TLS are left to the loops.
     */
    @Nullable
    ClientPipe take(String address, Receiver replies) {
        CallerIo.Driver driver = net.options().tls() == null ? replies.driver() : null;
        if (driver == null) {
            return null;
        }
        CallerConnection connection = pool.take(address);
        if (connection == null) {
            connection = connection(address);
        }
        if (connection == null) {
            return null;
        }
        connection.lend();
        driver.take(connection);
        return connection;
    }

    /** Takes a connection back that is open and on which nothing can come. Returns false if there is no room. */
    boolean give(CallerConnection connection) {
        return pool.give(connection);
    }

    /** Knows {@code connection}, which is about to be opened. Returns false if none may be any more. */
    boolean opening(CallerConnection connection) {
        all.add(connection);
        watch();
        return !closed;
    }

    /** Forgets {@code connection}, which is closed. */
    void closed(CallerConnection connection) {
        all.remove(connection);
    }

    @Override
    public void tick(long now) {
        pool.removeIf(connection -> connection.closeIfOver(now));
    }

    @Override
    public void shutDown(String why) {
        closed = true;
        pool.removeIf(connection -> {
            connection.close();
            return true;
        });
        pool.close();
        all.forEach(connection -> connection.shutDown(why));
    }

    private synchronized void watch() {
        if (!watched) {
            watched = true;
            Loop loop = net.loops().next();
            try {
                loop.executor().execute(() -> loop.add(this));
            } catch (RejectedExecutionException e) {
                closed = true; // with the loops
            }
        }
    }

    private @Nullable CallerConnection connection(String address) {
        try {
            InetSocketAddress wanted = Addresses.parse(address);
            InetAddress host = Addresses.literal(wanted.getHostString());
            return host == null
                    ? null
                    : new CallerConnection(address, new InetSocketAddress(host, wanted.getPort()), net.options(), this);
        } catch (IllegalArgumentException | IOException e) {
            return null; // the loops have the same trouble, and tell the call
        }
    }
}
