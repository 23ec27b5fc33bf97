package io.micro4j.testkit.rules;

import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.client.ClientOptions;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.server.Handler;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.stub.AsyncCaller;
import io.micro4j.stub.Caller;
import io.micro4j.transport.Transport;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A server with one handler thread and a window of one message, and a client with a window of one message. */
final class Pair implements AutoCloseable {
    static final String SERVICE = "counting";

    private final Transport transport;
    private final MemoryRegistry registry = new MemoryRegistry();
    private final Codecs codecs = Codecs.load();
    private final Server server;
    private final Client client;

    private Pair(Transport transport, Handler handler, UnaryOperator<ClientOptions> clientOptions, int threads) {
        this.transport = transport;
        ServerOptions options = ServerOptions.of(SERVICE).toBuilder()
                .address("127.0.0.1:0")
                .virtualThreads(false)
                .handlerThreads(threads)
                .window(1)
                .drainTime(Duration.ofMillis(200))
                .build();
        server = Server.create(options, transport, registry, codecs).handle(handler);
        server.start();
        client = ClientBuilder.of(transport, new RandomSelector(registry))
                .options(clientOptions.apply(ClientOptions.DEFAULT.withWindow(1).withTimeout(Duration.ofSeconds(20))))
                .codecs(codecs)
                .build();
    }

    static Pair of(Transport transport, Handler handler) {
        return new Pair(transport, handler, UnaryOperator.identity(), 1);
    }

    static Pair of(Transport transport, Handler handler, UnaryOperator<ClientOptions> clientOptions) {
        return new Pair(transport, handler, clientOptions, 1);
    }

    Caller caller() {
        return client.caller(SERVICE);
    }

    AsyncCaller async() {
        return caller().async();
    }

    Client client() {
        return client;
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        transport.close();
        registry.close();
    }
}
