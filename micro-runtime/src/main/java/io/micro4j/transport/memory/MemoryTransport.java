package io.micro4j.transport.memory;

import static java.util.Objects.requireNonNull;

import com.google.auto.service.AutoService;
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
import io.micro4j.transport.TransportProvider;
import io.micro4j.transport.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A {@link Transport} between clients and servers of one process, found by name: {@code greeter}, or {@code :0} for a name that is free.
 *
 * <p>Messages are written and read as on any other wire, so that what works here works there. Calls find the listeners of transports that were
 * opened on the same {@link MemoryNetwork}. Of the options, it heeds {@code ioThreads} and {@code maxMessageBytes}. Safe for use by many threads.
 */
public final class MemoryTransport implements Transport {
    private final MemoryNetwork network;
    private final TransportOptions options;
    private final Loops loops;
    private final Sides calls = new Sides();
    private final Set<MemoryListener> listeners = new HashSet<>();
    private boolean closed;

    MemoryTransport(MemoryNetwork network, TransportOptions options) {
        this.network = requireNonNull(network, "network");
        this.options = requireNonNull(options, "options");
        this.loops = new Loops(options.ioThreads());
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Wire wire(Node node) {
        return Wire.FULL;
    }

    @Override
    public Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        ClientSide client = new ClientSide(loops.next(), calls, options.maxMessageBytes(), node.address(), replies);
        MemoryListener listener = network.find(node.address());
        ServerSide server = listener == null ? null : listener.answer(client);
        if (!calls.add(client)) {
            client.finish(neverSent("Cannot call " + node + ": this memory transport was closed"));
        } else if (listener == null || server == null || !listener.start(server, head)) {
            client.endHere(neverSent("Nobody listens at \"" + node.address() + "\" in memory; found " + network
                    + ". Memory transports find each other only if they were opened on one MemoryNetwork"));
        }
        return client;
    }

    @Override
    public Listener listen(String address, Acceptor acceptor) {
        MemoryListener listener = new MemoryListener(this, network.name(address), requireNonNull(acceptor, "acceptor"));
        synchronized (listeners) {
            if (closed) {
                throw new TransportException(
                        "Cannot listen at \"" + address + "\": this memory transport was closed", null);
            }
            network.add(listener);
            listeners.add(listener);
        }
        return listener;
    }

    @Override
    public void close() {
        openListeners().forEach(Listener::close);
        calls.close(End.failed(MicroException.cancelled("The caller's transport was closed")));
        loops.close();
    }

    /** Returns the side that takes a call, not yet started. */
    ServerSide serverSide(Sides home) {
        return new ServerSide(loops.next(), home, options.maxMessageBytes());
    }

    /** Lets the name of {@code listener} be free again. */
    void forget(MemoryListener listener) {
        network.remove(listener);
        synchronized (listeners) {
            listeners.remove(listener);
        }
    }

    private List<MemoryListener> openListeners() {
        synchronized (listeners) {
            closed = true;
            return List.copyOf(listeners);
        }
    }

    private static End neverSent(String why) {
        return End.failed(MicroException.unavailable(why).asNeverSent());
    }

    @Override
    public String toString() {
        return "MemoryTransport[" + network + ", " + calls + "]";
    }

    /** Answers to the name {@code memory}. Each transport that it opens has a network of its own. */
    @AutoService(TransportProvider.class)
    public static final class Provider implements TransportProvider {
        /** Makes one; all are alike. */
        public Provider() {}

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Transport open(TransportOptions options) {
            return new MemoryNetwork().open(options);
        }
    }
}
