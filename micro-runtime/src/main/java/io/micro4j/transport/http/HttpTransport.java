package io.micro4j.transport.http;

import com.google.auto.service.AutoService;
import io.micro4j.call.Endpoint;
import io.micro4j.registry.Node;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.TransportProvider;
import io.micro4j.transport.Wire;
import io.micro4j.transport.mucp.MucpClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * go-micro's default transport: HTTP/1.1, one connection a call at a time, kept for the next unary call; a stream has one of its own.
 *
 * <p>Safe for use by many threads.
 */
public final class HttpTransport implements Transport {
    private static final String NAME = "http";

    private final TransportOptions options;
    private final Loops loops;
    private final ExecutorService lookups;
    private final Dialer dialer;
    private final ConnectionPool pool;
    private final MucpClient client = new MucpClient();
    private final Set<HttpListener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private HttpTransport(TransportOptions options) {
        this.options = options;
        this.loops = new Loops(options);
        this.lookups = Executors.newCachedThreadPool(lookupThreads());
        this.dialer = new Dialer(options, lookups);
        this.pool = new ConnectionPool(options.poolSize());
    }

    /** Returns a transport with threads of its own. */
    public static HttpTransport open(TransportOptions options) {
        return new HttpTransport(options);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Wire wire(Node node) {
        return MucpClient.wire(node);
    }

    @Override
    public Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        if (closed) {
            return ClosedSocket.of(endpoint, node, replies);
        }
        boolean shares =
                !endpoint.shape().streamsRequests() && !endpoint.shape().streamsReplies();
        ClientConnection idle = shares ? pool.take(node.address()) : null;
        return client.open(idle == null ? connection(node.address()) : idle, node, endpoint, head, replies);
    }

    @Override
    public Listener listen(String address, Acceptor acceptor) {
        if (closed) {
            throw new TransportException("The http transport is closed and cannot listen at " + address, null);
        }
        HttpListener listener = new HttpListener(address, loops, options, acceptor);
        listeners.add(listener);
        return listener;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            listeners.forEach(HttpListener::close);
            pool.close();
            lookups.shutdownNow();
            loops.close();
        }
    }

    @Override
    public String toString() {
        return "HttpTransport[" + listeners + (closed ? ", closed]" : "]");
    }

    private ClientConnection connection(String address) {
        return new ClientConnection(address, loops.next(), options, dialer, pool);
    }

    private static java.util.concurrent.ThreadFactory lookupThreads() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "micro-http-lookup-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Answers to the name {@code http}. */
    @AutoService(TransportProvider.class)
    public static final class Provider implements TransportProvider {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Transport open(TransportOptions options) {
            return HttpTransport.open(options);
        }
    }
}
