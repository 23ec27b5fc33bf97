package io.micro4j.server;

import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.call.Metadata;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.Node;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.transport.Head;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryNetwork;
import io.micro4j.transport.memory.MemoryTransport;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A server over memory, and raw calls to it. */
final class ServerHarness implements AutoCloseable {
    static final MessageType<String> TEXT = MessageType.of(String.class);
    static final Endpoint<String, String> HELLO = Endpoint.unary("greeter.Greeter", "Hello", TEXT, TEXT);
    static final Endpoint<String, String> REPEAT = Endpoint.serverStream("greeter.Greeter", "Repeat", TEXT, TEXT);
    static final Endpoint<String, String> TOGETHER = Endpoint.clientStream("greeter.Greeter", "Together", TEXT, TEXT);
    static final Endpoint<String, String> CHAT = Endpoint.bidiStream("greeter.Greeter", "Chat", TEXT, TEXT);
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final MemoryNetwork network = new MemoryNetwork();
    final MemoryTransport transport =
            network.open(TransportOptions.DEFAULT.toBuilder().ioThreads(1).build());
    final MemoryRegistry registry = new MemoryRegistry();
    final Server server;

    /** Starts a server with a window of one and one handler thread. */
    static ServerHarness of(Handler handler) {
        return with(options -> options, handler);
    }

    /** Starts such a server with something changed. */
    static ServerHarness with(UnaryOperator<ServerOptions.Builder> change, Handler handler) {
        return new ServerHarness(change, handler);
    }

    private ServerHarness(UnaryOperator<ServerOptions.Builder> change, Handler handler) {
        ServerOptions.Builder small = ServerOptions.of("greeter").toBuilder()
                .virtualThreads(false)
                .handlerThreads(1)
                .window(1)
                .drainTime(Duration.ofSeconds(5));
        server = Server.create(change.apply(small).build(), transport, registry, Codecs.load());
        server.handle(handler).start();
    }

    /** Calls {@code endpoint} and says nothing yet. */
    RawCall call(Endpoint<?, ?> endpoint) {
        return call(endpoint, 0, Metadata.EMPTY);
    }

    RawCall call(Endpoint<?, ?> endpoint, long timeoutNanos, Metadata metadata) {
        return call(endpoint, new Head("greeter", endpoint.name(), "application/json", timeoutNanos, metadata));
    }

    RawCall call(Endpoint<?, ?> endpoint, Head head) {
        return callTo(server.address(), endpoint, head);
    }

    /** Calls a server that may be stopping, and does not know its own address any more. */
    RawCall callTo(String address, Endpoint<?, ?> endpoint) {
        return callTo(address, endpoint, new Head("greeter", endpoint.name(), "application/json", 0, Metadata.EMPTY));
    }

    private RawCall callTo(String address, Endpoint<?, ?> endpoint, Head head) {
        RawCall call = new RawCall();
        call.open(transport.open(Node.of(address), endpoint, head, call));
        return call;
    }

    @Override
    public void close() {
        server.close();
        transport.close();
        registry.close();
    }
}
