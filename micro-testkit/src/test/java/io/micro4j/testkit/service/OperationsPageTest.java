package io.micro4j.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Hedging;
import io.micro4j.client.Client;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import io.micro4j.stub.Caller;
import io.micro4j.transport.SharedPort;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code docs/operations.md} shows. */
@Timeout(60)
final class OperationsPageTest {
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCE = Path.of("src/test/java/io/micro4j/testkit/service/OperationsPageTest.java");
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO =
            Endpoint.unary("test.Echo", "Echo", TEXT, TEXT).idempotent();

    @Test
    void everyPieceOfCodeIsInThisFile() throws IOException {
        String source = bare(Files.readString(SOURCE));
        List<String> pieces = CODE.matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .map(piece -> bare(piece.group(1)))
                .toList();

        assertThat(pieces).hasSize(2).allSatisfy(piece -> assertThat(source).contains(piece));
    }

    @Test
    void severalServicesGetOnePort() {
        SharedPort port = new SharedPort(HttpTransport.open(TransportOptions.DEFAULT));
        Service users = Service.builder("users").transport(port.of("users")).build();
        Service orders = Service.builder("orders").transport(port.of("orders")).build();

        assertThat(users.toString()).contains("users");
        users.close();
        orders.close();
    }

    @Test
    void oneCallerIsCareful() {
        MemoryRegistry registry = new MemoryRegistry();
        try (Service service = Service.builder("prices")
                        .environment(Map.of("MICRO_SERVER_ADDRESS", "127.0.0.1:0"))
                        .registry(registry)
                        .build()
                        .handle(routes -> routes.unary(ECHO, text -> text));
                Client client = Service.builder()
                        .environment(Map.of())
                        .registry(registry)
                        .buildClient()) {
            service.start();
            Caller prices = client.caller("prices");

            CallOptions careful = CallOptions.DEFAULT
                    .withTimeout(Duration.ofSeconds(1))
                    .withRetries(1)
                    .withSelector("least-loaded")
                    .withHedging(Hedging.after(Duration.ofMillis(50)));

            assertThat(prices.with(careful.withTimeout(Duration.ofSeconds(20))).unary(ECHO, StringValue.of("7")))
                    .isEqualTo(StringValue.of("7"));
        }
    }

    private static String bare(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
