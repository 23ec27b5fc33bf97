package io.micro4j.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Options that contradict each other are refused by the names of both, wherever each was said; no others are. */
final class ConflictTest {
    /** Of each variable that is in a conflict, a text with which it is. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("MICRO_REGISTER_TTL", "20"),
            Map.entry("MICRO_REGISTER_INTERVAL", "20"),
            Map.entry("MICRO_TRANSPORT", "grpc"),
            Map.entry("MICRO_TRANSPORT_WIRES", "tcp,http"),
            Map.entry("MICRO_SELECTOR", "named"),
            Map.entry("MICRO_SELECTOR_FILTERS", "version=v2"),
            Map.entry("MICRO_REGISTRY", "memory"),
            Map.entry("MICRO_REGISTRY_ADDRESS", "10.0.0.7:8500"),
            Map.entry("MICRO_BROKER", "memory"),
            Map.entry("MICRO_BROKER_ADDRESS", "10.0.0.7:0"),
            Map.entry("MICRO_TLS", "false"),
            Map.entry("MICRO_TLS_CERT_FILE", "greeter.pem"),
            Map.entry("MICRO_TLS_KEY_FILE", "greeter.key"),
            Map.entry("MICRO_TLS_CA_FILE", "ca.pem"),
            Map.entry("MICRO_TLS_CLIENT_CERTIFICATES", "true"),
            Map.entry("MICRO_TLS_SERVER_NAME", "greeter.internal"));

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> areRefusedByBothNames() {
        return Conflict.ALL.stream()
                .map(pair -> DynamicTest.dynamicTest(pair.one() + " and " + pair.other(), () -> refused(pair)));
    }

    private void refused(Conflict pair) throws IOException {
        String one = TEXTS.get(pair.one());
        String other = TEXTS.get(pair.other());
        String flag = pair.other().replace("MICRO_", "--").toLowerCase(Locale.ROOT);
        Path file = Files.writeString(folder.resolve("options.properties"), pair.one() + " = " + one);

        refused(
                pair.one() + " is \"" + one + "\" and " + pair.other() + " is \"" + other
                        + "\", which contradict each other: " + pair.advice(),
                Outside.of(Map.of(pair.one(), one, pair.other(), other), null, List.of()),
                greeter());
        refused(
                pair.one() + " in " + file + " is \"" + one + "\" and " + flag + " is \"" + other
                        + "\", which contradict each other: " + pair.advice(),
                Outside.of(Map.of(), file, List.of(flag + "=" + other)),
                greeter());
    }

    @Test
    void areRefusedWithWhatCodeSaysAndWithDefaults() {
        Choices code = greeter();
        code.transport = code.transport.wires(List.of("http"));
        code.server = code.server.registerInterval(Duration.ofSeconds(10)).registerTtl(Duration.ofSeconds(15));

        refused(
                "MICRO_TRANSPORT is \"tcp\" and MICRO_TRANSPORT_WIRES is \"http\" in code, which",
                of("MICRO_TRANSPORT", "tcp"),
                code);
        refused(
                "MICRO_REGISTER_TTL is \"10\" and MICRO_REGISTER_INTERVAL is \"10\" in code, which",
                of("MICRO_REGISTER_TTL", "10"),
                code);
        refused(
                "MICRO_REGISTER_TTL is \"30\" and MICRO_REGISTER_INTERVAL is \"30\" by default, which",
                of("MICRO_REGISTER_TTL", "30"),
                greeter());
        refused(
                "MICRO_REGISTRY is \"mdns\" by default and MICRO_REGISTRY_ADDRESS is \"10.0.0.7:8500\", which",
                of("MICRO_REGISTRY_ADDRESS", "10.0.0.7:8500"),
                greeter());
    }

    @Test
    void areNotSeenWhereThereAreNone() {
        List<Map<String, String>> sensible = List.of(
                Map.of("MICRO_REGISTER_TTL", "20", "MICRO_REGISTER_INTERVAL", "10"),
                Map.of("MICRO_TRANSPORT", "grpc", "MICRO_TRANSPORT_WIRES", "tcp,grpc"),
                Map.of("MICRO_TRANSPORT", "http", "MICRO_TRANSPORT_WIRES", "tcp"),
                Map.of("MICRO_TRANSPORT", "memory", "MICRO_TRANSPORT_WIRES", "http"),
                Map.of("MICRO_SELECTOR", "random", "MICRO_SELECTOR_FILTERS", "version=v2"),
                Map.of("MICRO_REGISTRY", "consul", "MICRO_REGISTRY_ADDRESS", "10.0.0.7:8500"),
                Map.of("MICRO_BROKER", "http", "MICRO_BROKER_ADDRESS", "10.0.0.7:0"),
                Map.of("MICRO_TLS", "false", "MICRO_TLS_CLIENT_CERTIFICATES", "false"),
                Map.of("MICRO_TLS", "true", "MICRO_TLS_CA_FILE", "ca.pem"));

        assertThat(sensible)
                .allSatisfy(variables -> assertThat(
                                Outside.of(variables, null, List.of()).over(greeter()))
                        .isNotNull());
    }

    @Test
    void whatIsSaidAboveMayTurnEncryptionOff() {
        Outside outside = Outside.of(
                Map.of("MICRO_TLS_CERT_FILE", "greeter.pem", "MICRO_TLS_KEY_FILE", "greeter.key"),
                null,
                List.of("--tls=false"));

        assertThat(outside.over(greeter()).transport().tls()).isNull();
    }

    @Test
    void whatIsHandedOverAsAnObjectIsInNone() {
        try (Transport transport = new MemoryNetwork().open(TransportOptions.DEFAULT);
                Service service = Service.builder("greeter")
                        .environment(Map.of(
                                "MICRO_TRANSPORT", "grpc",
                                "MICRO_TRANSPORT_WIRES", "http",
                                "MICRO_REGISTRY_ADDRESS", "10.0.0.7:8500"))
                        .transport(transport)
                        .registry(new MemoryRegistry())
                        .build()) {
            assertThat(service.toString()).contains("memory, memory");
        }
    }

    private static void refused(String text, Outside outside, Choices code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outside.over(code))
                .withMessageStartingWith(text);
    }

    private static Outside of(String variable, String text) {
        return Outside.of(Map.of(variable, text), null, List.of());
    }

    private static Choices greeter() {
        return new Choices(ServerOptions.of("greeter"));
    }
}
