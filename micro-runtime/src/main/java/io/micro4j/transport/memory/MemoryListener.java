package io.micro4j.transport.memory;

import io.micro4j.call.MicroException;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;

/** A name at which calls are taken. */
final class MemoryListener implements Listener {
    private final MemoryTransport transport;
    private final String address;
    private final Acceptor acceptor;
    private final Sides calls = new Sides();

    MemoryListener(MemoryTransport transport, String address, Acceptor acceptor) {
        this.transport = transport;
        this.address = address;
        this.acceptor = acceptor;
    }

    @Override
    public String address() {
        return address;
    }

    /** Returns the other side of {@code client}'s call, not yet started. */
    ServerSide answer(ClientSide client) {
        ServerSide server = transport.serverSide(calls);
        server.connect(client);
        client.connect(server);
        return server;
    }

    /** Starts a call; refuses once closed. */
    boolean start(ServerSide server, Head head) {
        boolean open = calls.add(server);
        if (open) {
            server.accept(acceptor, head);
        }
        return open;
    }

    @Override
    public void close() {
        transport.forget(this);
        calls.close(End.failed(MicroException.cancelled("The listener at " + address + " was closed")));
    }

    @Override
    public String toString() {
        return "MemoryListener[" + address + ", " + calls + "]";
    }
}
