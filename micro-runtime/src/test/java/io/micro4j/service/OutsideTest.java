package io.micro4j.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.call.Metadata;
import io.micro4j.client.ClientOptions;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.TransportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said outside of code wins over what code says. */
final class OutsideTest {
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
                .over(new Choices(ServerOptions.of("greeter").toBuilder()
                        .metadata(Metadata.of("zone", "a"))
                        .build()))
                .server();

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
                .over(greeter())
                .client();

        assertThat(options.timeout()).isEqualTo(Duration.ofMillis(800));
        assertThat(options.retries()).isZero();
    }

    @Test
    void winOverTheTransportsOptions() {
        TransportOptions options = of(Map.of("MICRO_CLIENT_POOL_SIZE", "7", "MICRO_CLIENT_POOL_TTL", "2m"))
                .over(greeter())
                .transport();

        assertThat(options.poolSize()).isEqualTo(7);
        assertThat(options.poolTtl()).isEqualTo(Duration.ofMinutes(2));
        assertThat(of(Map.of("MICRO_CLIENT_POOL_SIZE", "0")).over(greeter()).transport())
                .isEqualTo(TransportOptions.DEFAULT);
    }

    @Test
    void winOverTheRegistrysOptions() {
        assertThat(of(Map.of("MICRO_REGISTRY", "consul", "MICRO_REGISTRY_ADDRESS", "a:1, b:2,"))
                        .over(greeter())
                        .registry()
                        .addresses())
                .containsExactly("a:1", "b:2");
    }

    @Test
    void sayNothingWhenEmpty() {
        ServerOptions options = ServerOptions.of("greeter");

        assertThat(of(Map.of("MICRO_SERVER_NAME", "", "MICRO_REGISTER_TTL", " "))
                        .over(new Choices(options))
                        .server())
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

    private static void refuses(String name, String value, String text) {
        Outside outside = of(Map.of(name, value));

        assertThatThrownBy(() -> outside.over(greeter()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text);
    }

    @Test
    void fileThenEnvironmentThenFlags(@TempDir Path folder) throws IOException {
        Path file = write(folder, "server.version = file", "MICRO_SERVER_ID=file", "micro.server.advertise=file");
        Outside outside = Outside.of(
                Map.of("MICRO_SERVER_VERSION", "variable", "MICRO_SERVER_ID", "variable"),
                file,
                List.of("--server_version=flag", "--client-retries", "7", "--server_virtual_threads"));

        Chosen chosen = outside.over(greeter());

        assertThat(chosen.server().advertise()).isEqualTo("file");
        assertThat(chosen.server().id()).isEqualTo("variable");
        assertThat(chosen.server().version()).isEqualTo("flag");
        assertThat(chosen.client().retries()).isEqualTo(7);
        assertThat(chosen.server().virtualThreads()).isTrue();
        assertThat(outside.describe(chosen).lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "MICRO_SERVER_VERSION flag --server_version",
                        "MICRO_SERVER_ID variable MICRO_SERVER_ID",
                        "MICRO_SERVER_ADVERTISE file micro.server.advertise in " + file,
                        "MICRO_CLIENT_REQUEST_TIMEOUT 5s default");
    }

    @Test
    void whatCodeSaysIsTold() {
        Choices choices = greeter();
        choices.client = choices.client.withTimeout(Duration.ofMillis(1_500));
        Outside outside = of(Map.of());

        assertThat(outside.describe(outside.over(choices)).lines().map(line -> line.replaceAll(" +", " ")))
                .contains("MICRO_CLIENT_REQUEST_TIMEOUT 1s500ms code");
    }

    @Test
    void theFileCanBeNamedOutside(@TempDir Path folder) throws IOException {
        Path file = write(folder, "server.name = welcomer");

        Outside outside = Outside.of(Map.of(), null, List.of("--config_file", file.toString()));

        assertThat(outside.over(greeter()).server().name()).isEqualTo("welcomer");
    }

    @Test
    void wrongFlagsAreRefused() {
        refusesFlags("\"greeter\" is no flag; write --name=value", "greeter");
        refusesFlags("--server_nam is no option; did you mean --server_name", "--server_nam=x");
        refusesFlags("--server_name has no value; give a text", "--server_name");
        refusesFlags("--server-name is given twice", "--server_name=a", "--server-name=b");
        refusesFlags("--client_retries is \"many\"; give a whole number, at least 0", "--client_retries=many");
    }

    @Test
    void wrongFilesAreRefused(@TempDir Path folder) throws IOException {
        Path unknown = write(folder, "server.adress = :8080");
        assertThatThrownBy(() -> Outside.of(Map.of(), unknown, List.of()))
                .hasMessageStartingWith(
                        "server.adress in " + unknown + " is no option; did you mean micro.server.address");
        Path twice = write(folder, "server.name = a", "MICRO_SERVER_NAME = b");
        assertThatThrownBy(() -> Outside.of(Map.of(), twice, List.of()))
                .hasMessage("MICRO_SERVER_NAME and server.name in " + twice + " say the same option; keep one of them");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Outside.of(Map.of(), missing, List.of()))
                .hasMessageStartingWith("The file of options " + missing + " cannot be read");
    }

    private static void refusesFlags(String text, String... flags) {
        assertThatThrownBy(() -> Outside.of(Map.of(), null, List.of(flags)).over(greeter()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(text);
    }

    private static Path write(Path folder, String... lines) throws IOException {
        return Files.write(Files.createTempFile(folder, "options", ".properties"), List.of(lines));
    }

    private static Choices greeter() {
        return new Choices(ServerOptions.of("greeter"));
    }

    private static Outside of(Map<String, String> variables) {
        return Outside.of(variables, null, List.of());
    }
}
