package io.micro4j.transport.net;

import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.codec.Encoded;
import io.micro4j.registry.Node;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;

/** A call that was over before it began, because its transport is closed. */
public record ClosedSocket(String peer) implements Socket {
    /** Ends a call to {@code node} over the closed transport {@code name}, and returns what is left of it. */
    public static Socket of(String name, Endpoint<?, ?> endpoint, Node node, Receiver replies) {
        replies.end(End.failed(MicroException.unavailable(
                        endpoint + ": the " + name + " transport is closed, and with it the way to " + node.address())
                .asNeverSent()));
        return new ClosedSocket(node.address());
    }

    @Override
    public boolean send(Encoded message) {
        return true;
    }

    @Override
    public void end(End end) {}

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(End why) {}
}
