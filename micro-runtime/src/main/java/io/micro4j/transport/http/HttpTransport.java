package io.micro4j.transport.http;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Shape;
import io.micro4j.registry.Node;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.Wire;
import io.micro4j.transport.mucp.ClientPipe;
import io.micro4j.transport.mucp.MucpClient;
import io.micro4j.transport.net.ClosedSocket;
import io.micro4j.transport.net.Net;
import io.micro4j.transport.net.PortListener;
import io.micro4j.transport.net.Protocol;
import io.micro4j.transport.net.Refused;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * go-micro's default transport: HTTP/1.1, one connection a call at a time, kept for the next unary call; a stream has one of its own.
 *
 * <p>Safe for use by many threads.
 */
public final class HttpTransport implements Transport {
    /** What a port speaks with those who speak nothing else. */
    public static final Protocol PROTOCOL = new Http1();

    /** What a port answers with to HTTP/2, where nothing speaks it. */
    public static final Protocol HTTP2_REFUSED = Http1.refusedHttp2();

    private static final String NAME = "http";

    private final Net net;
    private final boolean ownsNet;
    private final ConnectionPool<ClientConnection> pool;
    private final CallerConnections callers;
    private final MucpClient client = new MucpClient();
    private final Set<PortListener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private HttpTransport(Net net, boolean ownsNet) {
        this.net = net;
        this.ownsNet = ownsNet;
        this.pool = new ConnectionPool<>(net.options().poolSize());
        this.callers = new CallerConnections(net);
    }

    /** Returns a transport with threads of its own. */
    public static HttpTransport open(TransportOptions options) {
        return new HttpTransport(new Net(options), true);
    }

    /** Returns a transport on threads that it shares with others, whose owner closes them after it. */
    public static HttpTransport on(Net net) {
        return new HttpTransport(net, false);
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
            return ClosedSocket.of(NAME, endpoint, node, replies);
        }
        return client.open(pipe(node.address(), endpoint.shape(), replies), node, endpoint, head, replies);
    }

    private ClientPipe pipe(String address, Shape shape, Receiver replies) {
        ClientPipe own = null;
        if (shape == Shape.UNARY) {
            own = callers.take(address, replies);
            own = own == null ? pool.take(address) : own;
        }
        return own == null ? connection(address) : own;
    }

    @Override
    public Listener listen(String address, Acceptor acceptor) {
        if (closed) {
            throw new TransportException("The http transport is closed and cannot listen at " + address, null);
        }
        PortListener listener = new PortListener(address, net, acceptor, List.of(HTTP2_REFUSED, Refused.TLS, PROTOCOL));
        listeners.add(listener);
        return listener;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            listeners.forEach(PortListener::close);
            pool.close();
            callers.shutDown("the transport was closed");
            if (ownsNet) {
                net.close();
            }
        }
    }

    @Override
    public String toString() {
        return "HttpTransport[" + listeners + (closed ? ", closed]" : "]");
    }

    private ClientConnection connection(String address) {
        return new ClientConnection(address, net.loops().next(), net.options(), net.dialer(), pool);
    }
}
