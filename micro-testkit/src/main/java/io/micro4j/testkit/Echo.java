package io.micro4j.testkit;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.call.Shape;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import java.util.Map;

/** The service that the transport's tests call: an endpoint of each shape, and a server that sends every message back. */
final class Echo implements Receiver {
    private static final MessageType<byte[]> BYTES = MessageType.of(byte[].class);

    private static final Map<Shape, Endpoint<byte[], byte[]>> ENDPOINTS = Map.of(
            Shape.UNARY, Endpoint.unary("test.echo.Echo", "Unary", BYTES, BYTES),
            Shape.SERVER_STREAM, Endpoint.serverStream("test.echo.Echo", "ServerStream", BYTES, BYTES),
            Shape.CLIENT_STREAM, Endpoint.clientStream("test.echo.Echo", "ClientStream", BYTES, BYTES),
            Shape.BIDI_STREAM, Endpoint.bidiStream("test.echo.Echo", "BidiStream", BYTES, BYTES));

    private final CallSide side;
    private final int messages;
    private int echoed;

    private Echo(CallSide side, int messages) {
        this.side = side;
        this.messages = messages;
    }

    /** Sends back {@code messages} messages, as fast as the other side takes them, then ends the call. */
    static void start(CallSide side, int messages) {
        side.told().react(new Echo(side, messages));
        side.request(1);
    }

    /** Returns the endpoint of {@code shape}. */
    static Endpoint<byte[], byte[]> endpoint(Shape shape) {
        return requireNonNull(ENDPOINTS.get(shape));
    }

    /** Returns the shape of the endpoint called {@code name}: {@code Echo.Unary}. */
    static Shape shape(String name) {
        return ENDPOINTS.values().stream()
                .filter(endpoint -> endpoint.name().equals(name))
                .map(Endpoint::shape)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("The server was asked for \"" + name + "\", which nobody called"));
    }

    @Override
    public void message(Body body) {
        boolean room = side.socket().send(Encoded.of(body.toByteArray()));
        echoed++;
        if (echoed == messages) {
            side.end();
        } else if (room) {
            side.request(1);
        }
    }

    @Override
    public void writable() {
        if (echoed < messages) {
            side.request(1);
        }
    }

    @Override
    public void end(End end) {}
}
