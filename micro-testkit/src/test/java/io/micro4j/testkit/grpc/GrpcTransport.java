package io.micro4j.testkit.grpc;

import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.registry.Node;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.Wire;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** gRPC over Netty's HTTP/2, just enough to prove that the interfaces of a transport fit a third wire: no TLS, no limits but the largest message. */
final class GrpcTransport implements Transport {
    private final TransportOptions options;
    private final EventLoopGroup loops;
    private final Map<String, GrpcConnection> connections = new HashMap<>();
    private final Set<GrpcClientCall> calls = new HashSet<>();
    private final List<Listener> listeners = new ArrayList<>();
    private boolean closed;

    GrpcTransport(TransportOptions options) {
        this.options = options;
        this.loops = new MultiThreadIoEventLoopGroup(options.ioThreads(), NioIoHandler.newFactory());
    }

    @Override
    public String name() {
        return "grpc-test";
    }

    @Override
    public Wire wire(Node node) {
        return Wire.FULL;
    }

    @Override
    public synchronized Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        String address = node.address();
        if (closed) {
            GrpcClientCall refused =
                    new GrpcClientCall(loops.next().next(), 0, address, endpoint, head, replies, this::forget);
            refused.finish(End.failed(MicroException.unavailable("Cannot call " + node + ": the transport was closed")
                    .asNeverSent()));
            return refused;
        }
        GrpcConnection connection = connections.computeIfAbsent(address, this::connect);
        GrpcClientCall call = new GrpcClientCall(
                connection.loop(), options.maxMessageBytes(), address, endpoint, head, replies, this::forget);
        calls.add(call);
        connection.start(call);
        return call;
    }

    @Override
    public synchronized Listener listen(String address, Acceptor acceptor) {
        if (closed) {
            throw new TransportException("Cannot listen at \"" + address + "\": the transport was closed", null);
        }
        Listener listener = new GrpcListener(loops, parse(address), options, acceptor);
        listeners.add(listener);
        return listener;
    }

    @Override
    public void close() {
        List<GrpcClientCall> open;
        List<GrpcConnection> opened;
        synchronized (this) {
            closed = true;
            open = List.copyOf(calls);
            opened = List.copyOf(connections.values());
        }
        open.forEach(call -> call.cancel(End.failed(MicroException.cancelled("The caller's transport was closed"))));
        opened.forEach(GrpcConnection::close);
        listeners.forEach(Listener::close);
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private GrpcConnection connect(String address) {
        GrpcConnection connection = new GrpcConnection(loops.next(), parse(address), options);
        connection.whenClosed(() -> disconnected(address, connection));
        return connection;
    }

    private synchronized void disconnected(String address, GrpcConnection connection) {
        connections.remove(address, connection);
    }

    private synchronized void forget(GrpcClientCall call) {
        calls.remove(call);
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }
}
