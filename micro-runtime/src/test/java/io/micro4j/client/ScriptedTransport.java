package io.micro4j.client;

import io.micro4j.call.Endpoint;
import io.micro4j.codec.Encoded;
import io.micro4j.registry.Node;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the attempts of calls, for a test to answer. */
final class ScriptedTransport implements Transport {
    final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Wire wire(Node node) {
        return Wire.FULL;
    }

    @Override
    public Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        Attempt attempt = new Attempt(node, head, replies);
        attempts.add(attempt);
        return attempt;
    }

    Attempt last() {
        return attempts.get(attempts.size() - 1);
    }

    @Override
    public Listener listen(String address, Acceptor acceptor) {
        throw new IllegalStateException("a client's test listens nowhere");
    }

    @Override
    public void close() {}

    /** One attempt, and what was done in it. */
    static final class Attempt implements Socket {
        final Node node;
        final Head head;
        final Receiver replies;
        final List<Integer> sizes = new ArrayList<>();
        int requested;
        boolean halfClosed;
        boolean cancelled;

        Attempt(Node node, Head head, Receiver replies) {
            this.node = node;
            this.head = head;
            this.replies = replies;
        }

        @Override
        public String peer() {
            return node.address();
        }

        @Override
        public boolean send(Encoded message) {
            sizes.add(message.size());
            return true;
        }

        @Override
        public void end(End end) {
            halfClosed = true;
        }

        @Override
        public void request(int messages) {
            requested += messages;
        }

        @Override
        public void cancel(End why) {
            cancelled = true;
            replies.end(why);
        }
    }
}
