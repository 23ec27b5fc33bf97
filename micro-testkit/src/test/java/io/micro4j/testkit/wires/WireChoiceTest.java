package io.micro4j.testkit.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.testkit.RawConnection;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.wires.WiresTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which wire a call goes by, seen in the first bytes of its connection. */
@Timeout(60)
final class WireChoiceTest {
    private static final String SERVICE = "choosy";
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("test.Choosy", "Echo", TEXT, TEXT);

    private static TransportOptions speaking(String wires) {
        return TransportOptions.DEFAULT.toBuilder()
                .wires(Arrays.asList(wires.split(" ")))
                .build();
    }

    /** Calls a node at {@code port} that says {@code metadata}, and returns what is heard there first. */
    private static String opening(String wires, Map<String, String> metadata) throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WiresTransport transport = WiresTransport.open(speaking(wires));
                MemoryRegistry registry = new MemoryRegistry();
                Client client = client(transport, registry)) {
            Node node = new Node("choosy-1", "127.0.0.1:" + port.getLocalPort(), Metadata.of(metadata));
            registry.register(ServiceEntry.of(SERVICE, node), Duration.ofMinutes(1));
            var unanswered = client.caller(SERVICE).async().unary(ECHO, StringValue.of("hello"));
            try (Socket connection = port.accept()) {
                byte[] first = connection.getInputStream().readNBytes(4);
                assertThat(unanswered).isNotDone();
                return new String(first, StandardCharsets.ISO_8859_1);
            }
        }
    }

    private static Client client(WiresTransport transport, MemoryRegistry registry) {
        return ClientBuilder.of(transport, new RandomSelector(registry))
                .codecs(Codecs.load())
                .build();
    }

    private static Server server(WiresTransport transport, MemoryRegistry registry) {
        ServerOptions options =
                ServerOptions.of(SERVICE).toBuilder().address("127.0.0.1:0").build();
        Server server = Server.create(options, transport, registry, Codecs.load())
                .handle(routes -> routes.unary(ECHO, text -> text));
        server.start();
        return server;
    }

    @ParameterizedTest
    @CsvSource({
        "tcp grpc http, 'tcp,grpc', \u00b5M4J",
        "tcp grpc http, 'grpc,tcp', \u00b5M4J",
        "tcp grpc http, grpc,       PRI",
        "grpc tcp http, 'tcp,grpc', PRI",
        "tcp,           grpc,       POST",
        "tcp grpc,      'quic,tcp', \u00b5M4J",
        "tcp grpc http, 'tcp2,quic-grpc', POST",
        "tcp grpc http, '',         POST",
        "http tcp grpc, 'tcp,grpc', POST",
        "http,          'tcp,grpc', POST",
    })
    void ofWhatBothSpeakTheClientsBest(String wires, String theirs, String opening) throws IOException {
        assertThat(opening(wires, Map.of(Node.PROTOCOL, "mucp", Node.WIRES, theirs)))
                .startsWith(opening);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp grpc http", "http", "tcp"})
    void aForeignNodesProtocolDecidesAlone(String wires) throws IOException {
        assertThat(opening(wires, Map.of(Node.PROTOCOL, "grpc"))).startsWith("PRI");
        assertThat(opening(wires, Map.of(Node.PROTOCOL, "mucp"))).startsWith("POST");
        assertThat(opening(wires, Map.of())).startsWith("POST");
    }

    @Test
    void aServerSpeaksEveryWireAtOnePortAndRegistersOneNode() {
        try (WiresTransport serving = WiresTransport.open(TransportOptions.DEFAULT);
                MemoryRegistry registry = new MemoryRegistry();
                Server server = server(serving, registry)) {
            List<Node> nodes = registry.find(SERVICE).get(0).nodes();

            assertThat(nodes).hasSize(1);
            assertThat(nodes.get(0).says(Node.PROTOCOL)).isEqualTo("mucp");
            assertThat(nodes.get(0).says("transport")).isEqualTo("http");
            assertThat(nodes.get(0).says(Node.WIRES)).isEqualTo("tcp,grpc");
            assertThat(nodes.get(0).address()).isEqualTo(server.address());
            for (String wire : List.of("tcp", "grpc", "http")) {
                try (WiresTransport calling = WiresTransport.open(speaking(wire));
                        Client client = client(calling, registry)) {
                    assertThat(client.caller(SERVICE).unary(ECHO, StringValue.of("by " + wire)))
                            .isEqualTo(StringValue.of("by " + wire));
                }
            }
        }
    }

    @Test
    void aServerThatIsPinnedSaysSoAndRefusesTheOthersInTheirWords() {
        try (WiresTransport serving = WiresTransport.open(speaking("http"));
                MemoryRegistry registry = new MemoryRegistry();
                Server server = server(serving, registry);
                WiresTransport calling = WiresTransport.open(TransportOptions.DEFAULT);
                Client client = client(calling, registry);
                RawConnection http2 = RawConnection.to(server.address())) {
            assertThat(registry.find(SERVICE).get(0).nodes().get(0).says(Node.WIRES))
                    .isNull();
            assertThat(client.caller(SERVICE).unary(ECHO, StringValue.of("hello")))
                    .isEqualTo(StringValue.of("hello"));
            http2.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertThat(new String(http2.rest(), StandardCharsets.ISO_8859_1)).contains("HTTP/2 is not spoken here");
        }
    }

    @Test
    void nonsenseIsRefusedInWords() {
        assertThatThrownBy(() -> speaking("tcp quic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wires names quic; there are tcp, grpc, http");
        assertThatThrownBy(() -> speaking("tcp tcp")).hasMessageContaining("name each that is wanted once");
        assertThatThrownBy(() -> TransportOptions.DEFAULT.toBuilder().wires(List.of()))
                .hasMessageContaining("name each that is wanted once");
    }
}
