package io.micro4j.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RoundRobinSelector;
import io.micro4j.selector.Selector;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.service.Service;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that is in the registry, and refuses connections, is called no more long before the registry forgets it. */
@Timeout(60)
final class RefusingNodeTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("test.There", "Echo", TEXT, TEXT);

    @Test
    void isLeftOutBeforeItsRegistrationRunsOut() throws IOException {
        MemoryRegistry registry = new MemoryRegistry();
        registry.register(
                ServiceEntry.of("there", new Node("gone", closedAddress(), Metadata.EMPTY)), Duration.ofMinutes(10));
        long standing = System.nanoTime();
        try (Transport transport = HttpTransport.open(TransportOptions.DEFAULT);
                Service service = service(transport, registry);
                Selector selector =
                        new RoundRobinSelector(registry, SelectorOptions.DEFAULT, () -> standing, bound -> 0);
                Client client = ClientBuilder.of(transport, selector).build()) {
            service.start();
            for (int i = 0; i < 4; i++) {
                client.caller("there").unary(ECHO, StringValue.of("call " + i));
            }

            for (int i = 0; i < 100; i++) {
                assertThat(selector.select("there").next().id()).isNotEqualTo("gone");
            }
            assertThat(registry.find("there"))
                    .flatExtracting(ServiceEntry::nodes)
                    .extracting(Node::id)
                    .hasSize(2)
                    .contains("gone");
        }
    }

    private static Service service(Transport transport, MemoryRegistry registry) {
        return Service.builder("there")
                .environment(Map.of("MICRO_SERVER_ADDRESS", "127.0.0.1:0", "MICRO_SERVER_DRAIN_TIME", "0"))
                .transport(transport)
                .registry(registry)
                .broker("memory")
                .build()
                .handle(routes -> routes.unary(ECHO, text -> text));
    }

    private static String closedAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }
}
