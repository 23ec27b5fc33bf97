package io.micro4j.testkit.tls;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.client.ClientOptions;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Tls;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server, and as many clients as there are calls: each makes its own connection. */
final class EncryptedPair implements AutoCloseable {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("test.Safe", "Echo", TEXT, TEXT);
    private static final StringValue WORD = StringValue.of("a secret");

    private final String wire;
    private final MemoryRegistry registry = new MemoryRegistry();
    private final Transport transport;
    private final Server server;

    EncryptedPair(String wire, @Nullable Tls tls) {
        this.wire = wire;
        this.transport = Transports.open("http", options(tls));
        ServerOptions options = ServerOptions.of("safe").toBuilder()
                .address("127.0.0.1:0")
                .drainTime(Duration.ZERO)
                .build();
        this.server = Server.create(options, transport, registry, Codecs.load())
                .handle(routes -> routes.unary(ECHO, request -> request));
        server.start();
    }

    String address() {
        return server.address();
    }

    /** Calls over a connection of its own, and returns whether the right answer came. */
    boolean call(@Nullable Tls tls) {
        try (Transport own = Transports.open("http", options(tls));
                Client client = ClientBuilder.of(own, new RandomSelector(registry))
                        .options(ClientOptions.DEFAULT.withRetries(0))
                        .codecs(Codecs.load())
                        .build()) {
            return client.caller("safe").unary(ECHO, WORD).equals(WORD);
        }
    }

    @Override
    public void close() {
        server.close();
        transport.close();
        registry.close();
    }

    private TransportOptions options(@Nullable Tls tls) {
        return TransportOptions.DEFAULT.toBuilder()
                .wires(List.of(wire))
                .tls(tls)
                .build();
    }
}
