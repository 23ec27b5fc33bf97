package io.micro4j.transport.wires;

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
import io.micro4j.transport.grpc.GrpcTransport;
import io.micro4j.transport.http.HttpTransport;
import io.micro4j.transport.net.Net;
import io.micro4j.transport.net.PortListener;
import io.micro4j.transport.net.Protocol;
import io.micro4j.transport.net.Refused;
import io.micro4j.transport.tcp.TcpTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is used unless something else is said: go-micro's HTTP/1.1, gRPC and tcp at one port, told apart by the first bytes of a connection. A call goes
 * by the best wire that its node speaks too: a node of ours says so in its metadata; one of go-micro's speaks HTTP/1.1, or gRPC where it says
 * {@code protocol=grpc}.
 *
 * <p>Safe for use by many threads.
 */
public final class WiresTransport implements Transport {
    private static final String NAME = "http";
    private static final String HTTP = "http";
    private static final String GRPC = "grpc";
    private static final String TCP = "tcp";

    private final Net net;
    private final Map<String, Transport> all;
    private final Transport http;
    private final Transport grpc;
    private final List<Transport> bestFirst;
    private final List<String> wires;
    private final Set<PortListener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private WiresTransport(Net net) {
        this.net = net;
        this.http = HttpTransport.on(net);
        this.grpc = GrpcTransport.on(net);
        this.all = Map.of(HTTP, http, GRPC, grpc, TCP, TcpTransport.on(net));
        List<String> wanted = net.options().wires();
        this.bestFirst = wanted.stream().map(all::get).toList();
        this.wires = wanted.stream().filter(wire -> !wire.equals(HTTP)).toList();
    }

    /** Returns a transport with threads of its own. */
    public static WiresTransport open(TransportOptions options) {
        return new WiresTransport(new Net(options));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> wires() {
        return wires;
    }

    @Override
    public Wire wire(Node node) {
        return best(node).wire(node);
    }

    @Override
    public Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        return best(node).open(node, endpoint, head, replies);
    }

    @Override
    public Listener listen(String address, Acceptor acceptor) {
        if (closed) {
            throw new TransportException("The http transport is closed and cannot listen at " + address, null);
        }
        PortListener listener = new PortListener(address, net, acceptor, protocols());
        listeners.add(listener);
        return listener;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            listeners.forEach(PortListener::close);
            all.values().forEach(Transport::close);
            net.close();
        }
    }

    @Override
    public String toString() {
        return "WiresTransport[" + net.options().wires() + ", " + listeners + (closed ? ", closed]" : "]");
    }

    private List<Protocol> protocols() {
        List<Protocol> protocols = new ArrayList<>();
        if (wires.contains(TCP)) {
            protocols.add(TcpTransport.PROTOCOL);
        }
        protocols.add(wires.contains(GRPC) ? GrpcTransport.PROTOCOL : HttpTransport.HTTP2_REFUSED);
        protocols.add(Refused.TLS);
        protocols.add(HttpTransport.PROTOCOL);
        return protocols;
    }

    /** A foreign node's protocol decides alone, whatever is wanted: it speaks nothing else. */
    private Transport best(Node node) {
        String theirs = node.says(Node.WIRES);
        if (theirs == null) {
            return GRPC.equals(node.says(Node.PROTOCOL)) ? grpc : http;
        }
        for (Transport own : bestFirst) {
            if (own == http || names(theirs, own.name())) {
                return own;
            }
        }
        return http;
    }

    /** Returns whether {@code wire} is an item of {@code list}, which has commas. Asked for each call, so it makes no objects. */
    private static boolean names(String list, String wire) {
        int at = list.indexOf(wire);
        while (at >= 0) {
            int end = at + wire.length();
            if ((at == 0 || list.charAt(at - 1) == ',') && (end == list.length() || list.charAt(end) == ',')) {
                return true;
            }
            at = list.indexOf(wire, end);
        }
        return false;
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
            return WiresTransport.open(options);
        }
    }
}
