package io.micro4j.transport.mucp;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Shape;
import io.micro4j.registry.Node;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Wire;
import java.util.concurrent.atomic.AtomicLong;

/** Makes calls over pipes, as go-micro's client does. One a transport, since it numbers the calls. Safe for use by many threads. */
public final class MucpClient {
    /** What a node says that keeps replying after the end of the requests. */
    public static final String HALF_CLOSE = "half-close";

    private final AtomicLong calls = new AtomicLong();

    /** Returns what calls to {@code node} can do over a wire that carries frames without loss and slows its writer down. */
    public static Wire wire(Node node) {
        return new Wire(true, halfCloses(node), true, true, Integer.MAX_VALUE);
    }

    /** Starts a call over {@code pipe}, which belongs to it from now on until it gives it back. */
    public Socket open(ClientPipe pipe, Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        long number = calls.getAndIncrement();
        Head understood = understood(head, node);
        if (endpoint.shape() == Shape.UNARY) {
            return new UnaryCall(pipe, new CallHead(endpoint, understood, number, !isOneOfOurs(node)), replies);
        }
        CallHead streamHead = new CallHead(endpoint, understood, number, true);
        StreamCall call = new StreamCall(pipe, streamHead, endpoint.shape(), halfCloses(node), replies);
        call.start();
        return call;
    }

    /**
     * A node that does not say what it speaks may know envelopes only, and every go-micro server knows them. JSON stays, which would have to be
     * written otherwise: such a server takes it from go-micro 1.0 on.
     */
    private static Head understood(Head head, Node node) {
        String protocol = node.says(Node.PROTOCOL);
        boolean saysWhatItSpeaks = protocol != null && !protocol.isEmpty();
        return saysWhatItSpeaks || !head.contentType().equals("application/protobuf")
                ? head
                : head.withContentType(Envelope.PROTO_RPC.contentType());
    }

    private static boolean isOneOfOurs(Node node) {
        return halfCloses(node) || node.says(Node.WIRES) != null;
    }

    private static boolean halfCloses(Node node) {
        return "true".equals(node.says(HALF_CLOSE));
    }
}
