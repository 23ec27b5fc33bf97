package io.micro4j.integration.go;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Metadata;
import io.micro4j.client.Client;
import io.micro4j.integration.go.ScriptedServer.Answer;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that do not say what they speak, and so are called in the envelopes that go-micro began with. */
@Tag("slow")
final class LegacyTest {
    private final MemoryRegistry registry = new MemoryRegistry();
    private final Client client =
            Service.builder().registry(registry).environment(Map.of()).buildClient();

    @AfterEach
    void close() throws Exception {
        client.close();
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({"V5, application/protobuf", "V5, application/json", "V4, application/protobuf", "V4, application/json"})
    void javaCallsGo(GoVersion version, String contentType) throws Exception {
        try (GoPeer go = GoPeer.start(version, "-name", "peer")) {
            register(go.address());

            Cells.assertCallable(new JavaCalls(client, ""), CallOptions.DEFAULT.withContentType(contentType));
        }
    }

    @ParameterizedTest
    @CsvSource({"V5, application/protobuf", "V5, application/json", "V4, application/protobuf", "V4, application/json"})
    void goCallsJava(GoVersion version, String contentType) throws Exception {
        try (Service java = JavaSide.serve(new PeerService(), "127.0.0.1:0");
                GoPeer go = GoPeer.start(version)) {
            GoCommand node = GoCommand.of("register").with("Service", "peer").with("Address", java.address());
            assertThat(go.run(node, Calls.LIMIT).error()).isNull();

            Cells.assertCallable(new GoCalls(go, ""), CallOptions.DEFAULT.withContentType(contentType));
        }
    }

    @Test
    void javaPutsProtobufIntoAnEnvelope() throws Exception {
        BlockingQueue<String> requests = new LinkedBlockingQueue<>();
        try (ScriptedServer server = new ScriptedServer(request -> {
            requests.add(request);
            return new Answer("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8), true);
        })) {
            register(server.address());

            new JavaCalls(client, "").unary("Count", Tick.getDefaultInstance(), CallOptions.DEFAULT);

            assertThat(requests.poll(1, TimeUnit.SECONDS))
                    .containsIgnoringCase("\r\nContent-Type: application/proto-rpc\r\n")
                    .contains("\n\nPeer.Count"); // the first field of the envelope, 10 bytes long
        }
    }

    private void register(String address) {
        registry.register(ServiceEntry.of("peer", new Node("peer-1", address, Metadata.EMPTY)), Duration.ofMinutes(1));
    }
}
