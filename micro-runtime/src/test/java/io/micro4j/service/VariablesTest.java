package io.micro4j.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.call.Metadata;
import io.micro4j.client.ClientOptions;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.TransportOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VariablesTest {
    @Test
    void winOverTheServersOptions() {
        ServerOptions options = of(Map.of(
                        "MICRO_SERVER_NAME", "welcomer",
                        "MICRO_SERVER_VERSION", "v2",
                        "MICRO_SERVER_ID", "one",
                        "MICRO_SERVER_ADDRESS", "127.0.0.1:8080-8090",
                        "MICRO_SERVER_ADVERTISE", "example.org",
                        "MICRO_SERVER_METADATA", "region=eu, zone=b",
                        "MICRO_REGISTER_TTL", "20",
                        "MICRO_REGISTER_INTERVAL", "10",
                        "MICRO_SERVER_DRAIN_TIME", "1.5s",
                        "MICRO_SERVER_VIRTUAL_THREADS", "false"))
                .server(ServerOptions.of("greeter").toBuilder()
                        .metadata(Metadata.of("zone", "a"))
                        .build());

        assertThat(options.name()).isEqualTo("welcomer");
        assertThat(options.version()).isEqualTo("v2");
        assertThat(options.id()).isEqualTo("one");
        assertThat(options.address()).isEqualTo("127.0.0.1:8080-8090");
        assertThat(options.advertise()).isEqualTo("example.org");
        assertThat(options.metadata()).isEqualTo(Metadata.of(Map.of("region", "eu", "zone", "b")));
        assertThat(options.registerTtl()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.registerInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.drainTime()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(options.virtualThreads()).isFalse();
    }

    @Test
    void winOverTheClientsOptions() {
        ClientOptions options = of(Map.of("MICRO_CLIENT_REQUEST_TIMEOUT", "800ms", "MICRO_CLIENT_RETRIES", "0"))
                .client(ClientOptions.DEFAULT);

        assertThat(options.timeout()).isEqualTo(Duration.ofMillis(800));
        assertThat(options.retries()).isZero();
    }

    @Test
    void winOverTheTransportsOptions() {
        TransportOptions options = of(Map.of("MICRO_CLIENT_POOL_SIZE", "7", "MICRO_CLIENT_POOL_TTL", "2m"))
                .transport(TransportOptions.DEFAULT);

        assertThat(options.poolSize()).isEqualTo(7);
        assertThat(options.poolTtl()).isEqualTo(Duration.ofMinutes(2));
        assertThat(of(Map.of("MICRO_CLIENT_POOL_SIZE", "0")).transport(TransportOptions.DEFAULT))
                .isEqualTo(TransportOptions.DEFAULT);
    }

    @Test
    void winOverTheRegistrysOptions() {
        assertThat(of(Map.of("MICRO_REGISTRY_ADDRESS", "a:1, b:2,"))
                        .registry(RegistryOptions.DEFAULT)
                        .addresses())
                .containsExactly("a:1", "b:2");
    }

    @Test
    void sayNothingWhenEmpty() {
        ServerOptions options = ServerOptions.of("greeter");

        assertThat(of(Map.of("MICRO_SERVER_NAME", "", "MICRO_REGISTER_TTL", " "))
                        .server(options))
                .isEqualTo(options);
    }

    @Test
    void areRefusedByName() {
        refuses("MICRO_REGISTER_TTL", "1m", "MICRO_REGISTER_TTL is \"1m\"; give a whole number of seconds, as 60");
        refuses("MICRO_REGISTER_TTL", "0", "MICRO_REGISTER_TTL is \"0\"; give a whole number of seconds, as 60");
        refuses(
                "MICRO_SERVER_METADATA",
                "region",
                "MICRO_SERVER_METADATA is \"region\"; give pairs with commas, as region=eu,zone=b");
        refuses(
                "MICRO_SERVER_DRAIN_TIME",
                "10",
                "MICRO_SERVER_DRAIN_TIME is \"10\"; give a duration, as 500ms, 1m30s or 0");
        refuses(
                "MICRO_SERVER_HANDLER_THREADS",
                "0",
                "MICRO_SERVER_HANDLER_THREADS is \"0\"; give a whole number, at least 1");
    }

    @Test
    void areRefusedTogetherWhenTheyContradict() {
        refuses(
                "MICRO_REGISTER_TTL",
                "30",
                "MICRO_REGISTER_TTL=30, MICRO_REGISTER_INTERVAL= make no sense with the rest: registerTtl is PT30S and"
                        + " registerInterval PT30S; a node would go between two renewals: make the interval shorter, or"
                        + " the ttl longer");
    }

    private static void refuses(String name, String value, String text) {
        Variables variables = of(Map.of(name, value));
        ServerOptions options = ServerOptions.of("greeter");

        assertThatThrownBy(() -> variables.server(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text);
    }

    private static Variables of(Map<String, String> variables) {
        return new Variables(Environment.of(variables));
    }
}
