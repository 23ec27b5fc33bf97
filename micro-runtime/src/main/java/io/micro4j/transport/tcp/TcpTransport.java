package io.micro4j.transport.tcp;

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
import io.micro4j.transport.http.HttpTransport;
import io.micro4j.transport.net.ClosedSocket;
import io.micro4j.transport.net.Net;
import io.micro4j.transport.net.PortListener;
import io.micro4j.transport.net.Protocol;
import io.micro4j.transport.net.Refused;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wire between Java and Java: calls of any number over one connection to each address, in frames that docs/tcp-protocol.md specifies. A listener
 * speaks HTTP/1.1, as go-micro does, on the same port.
 *
 * <p>Safe for use by many threads.
 */
public final class TcpTransport implements Transport {
    /** What a port speaks with clients that begin with the bytes of this wire. */
    public static final Protocol PROTOCOL = new TcpProtocol();

    private static final String NAME = "tcp";

    private final Net net;
    private final boolean ownsNet;
    private final Pool pool;
    private final Set<PortListener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private TcpTransport(Net net, boolean ownsNet) {
        this.net = net;
        this.ownsNet = ownsNet;
        this.pool = new Pool(net);
    }

    /** Returns a transport with threads of its own. */
    public static TcpTransport open(TransportOptions options) {
        return new TcpTransport(new Net(options), true);
    }

    /** Returns a transport on threads that it shares with others, whose owner closes them after it. */
    public static TcpTransport on(Net net) {
        return new TcpTransport(net, false);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> wires() {
        return List.of(NAME);
    }

    @Override
    public Wire wire(Node node) {
        return Wire.FULL;
    }

    @Override
    public Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        if (closed) {
            return ClosedSocket.of(NAME, endpoint, node, replies);
        }
        ClientCall call = new ClientCall(pool.connection(node.address()), endpoint, head, replies);
        call.start();
        return call;
    }

    @Override
    public Listener listen(String address, Acceptor acceptor) {
        if (closed) {
            throw new TransportException("The tcp transport is closed and cannot listen at " + address, null);
        }
        PortListener listener =
                new PortListener(address, net, acceptor, List.of(PROTOCOL, Refused.TLS, HttpTransport.PROTOCOL));
        listeners.add(listener);
        return listener;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            listeners.forEach(PortListener::close);
            if (ownsNet) {
                net.close();
            } else {
                pool.close();
            }
        }
    }

    @Override
    public String toString() {
        return "TcpTransport[" + listeners + (closed ? ", closed]" : "]");
    }

    /** Answers to the name {@code tcp}. */
    @AutoService(TransportProvider.class)
    public static final class Provider implements TransportProvider {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Transport open(TransportOptions options) {
            return TcpTransport.open(options);
        }
    }
}
