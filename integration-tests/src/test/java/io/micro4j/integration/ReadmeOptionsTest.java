package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.client.ClientOptions;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.mdns.MdnsOptions;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.TransportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of options in the README: every variable that the code reads, with the default that it has. */
final class ReadmeOptionsTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(MICRO_\\w+)` \\|.*\\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("\"(MICRO_[A-Z_]+)\"");
    private static final Pattern SETTING = Pattern.compile("\"((?:mdns|local)\\.[a-z]+)\"");

    private final Map<String, String> table = new TreeMap<>();

    ReadmeOptionsTest() {
        ROW.matcher(Readme.read().text()).results().forEach(row -> table.put(row.group(1), row.group(2)));
    }

    @Test
    void namesEveryVariableThatTheCodeReads() throws IOException {
        assertThat(table.keySet()).isEqualTo(read());
    }

    @Test
    void tellsTheDefaultsOfServers() {
        ServerOptions server = ServerOptions.of("greeter");

        assertDefault("MICRO_SERVER_VERSION", server.version());
        assertDefault("MICRO_SERVER_ADDRESS", server.address());
        assertDefault("MICRO_REGISTER_TTL", server.registerTtl().toSeconds());
        assertDefault("MICRO_REGISTER_INTERVAL", server.registerInterval().toSeconds());
        assertDefault("MICRO_SERVER_DRAIN_TIME", server.drainTime());
        assertDefault("MICRO_SERVER_VIRTUAL_THREADS", server.virtualThreads());
        assertDefault("MICRO_SERVER_QUEUED_CALLS", server.queuedCalls());
        assertDefault("MICRO_SERVER_MAX_CALLS", server.maxCalls());
        assertDefault("MICRO_SERVER_MAX_STREAMS", server.maxStreams());
        assertDefault("MICRO_SERVER_WINDOW", server.window());
        assertDefault("MICRO_SERVER_IDLE_TIMEOUT", server.idleTimeout());
        assertThat(server.handlerThreads())
                .isEqualTo(Math.max(64, 8 * Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void tellsTheDefaultsOfClients() {
        ClientOptions client = ClientOptions.DEFAULT;

        assertDefault("MICRO_CLIENT_REQUEST_TIMEOUT", client.timeout());
        assertDefault("MICRO_CLIENT_IDLE_TIMEOUT", client.idleTimeout());
        assertDefault("MICRO_CLIENT_RETRIES", client.retries());
        assertDefault("MICRO_CLIENT_WINDOW", client.window());
    }

    @Test
    void tellsTheDefaultsOfSelectors() {
        SelectorOptions selector = SelectorOptions.DEFAULT;

        assertDefault("MICRO_SELECTOR_PAUSE", selector.pause());
        assertDefault("MICRO_SELECTOR_FAILURES", selector.failures());
        assertDefault("MICRO_SELECTOR_WARM_UP", selector.warmUp());
        assertThat(selector.filters()).isEmpty();
    }

    @Test
    void tellsTheDefaultsOfRegistries() {
        assertDefault("MICRO_REGISTRY_TIMEOUT", RegistryOptions.DEFAULT.timeout());
        assertDefault("MICRO_MDNS_WINDOW", MdnsOptions.DEFAULT.window().toMillis());
        assertDefault("MICRO_MDNS_PORT", MdnsOptions.DEFAULT.port());
        assertThat(MdnsOptions.DEFAULT.interfaces()).isEmpty();
    }

    @Test
    void tellsTheDefaultsOfTransports() {
        TransportOptions transport = TransportOptions.DEFAULT;

        assertDefault("MICRO_TRANSPORT_MAX_MESSAGE_BYTES", transport.maxMessageBytes());
        assertDefault("MICRO_TRANSPORT_MAX_HEADER_BYTES", transport.maxHeaderBytes());
        assertDefault("MICRO_TRANSPORT_MAX_HEADERS", transport.maxHeaders());
        assertDefault("MICRO_TRANSPORT_MAX_CONNECTIONS", transport.maxConnections());
        assertDefault("MICRO_TRANSPORT_DIAL_TIMEOUT", transport.dialTimeout());
        assertDefault("MICRO_TRANSPORT_HEAD_TIMEOUT", transport.headTimeout());
        assertDefault("MICRO_TRANSPORT_BODY_TIMEOUT", transport.bodyTimeout());
        assertDefault("MICRO_TRANSPORT_WRITE_TIMEOUT", transport.writeTimeout());
        assertDefault("MICRO_TRANSPORT_IDLE_TIMEOUT", transport.idleTimeout());
        assertDefault("MICRO_CLIENT_POOL_SIZE", transport.poolSize());
        assertDefault("MICRO_CLIENT_POOL_TTL", transport.poolTtl());
        assertThat(transport.ioThreads())
                .isEqualTo(Math.min(8, Runtime.getRuntime().availableProcessors()));
    }

    private void assertDefault(String variable, Object value) {
        assertThat(table).containsEntry(variable, "`" + (value instanceof Duration time ? text(time) : value) + "`");
    }

    /** Returns {@code time} as Go writes it, where that is whole minutes or seconds. */
    private static String text(Duration time) {
        boolean minutes = time.toMinutes() > 0 && time.toSecondsPart() == 0;
        return minutes ? time.toMinutes() + "m" : time.toSeconds() + "s";
    }

    private static Set<String> read() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Machine.root().resolve("micro-runtime/src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Readme::contentOf)
                    .forEach(source -> {
                        VARIABLE.matcher(source).results().forEach(name -> names.add(name.group(1)));
                        SETTING.matcher(source).results().forEach(name -> names.add(variable(name.group(1))));
                    });
        }
        return names;
    }

    private static String variable(String setting) {
        return "MICRO_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
