package io.micro4j.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micro4j.registry.mdns.MdnsRegistry;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every option refuses what makes no sense for it, in code and in each place outside, and says where that was. */
final class NonsenseTest {
    private static final String NUMBER = "a whole number, at least ";

    /** Of options that take any text, or a list of any, texts that make no sense for them. */
    private static final Map<String, List<String>> NONSENSE = Map.of(
            "MICRO_SERVER_NAME", List.of("gree\tter"),
            "MICRO_SERVER_VERSION", List.of("v\t2"),
            "MICRO_SERVER_ID", List.of("on\te"),
            "MICRO_SERVER_ADDRESS",
                    List.of(
                            "127.0.0.1:65536",
                            "127.0.0.1:9-1",
                            ":8080-70000",
                            "127.0.0.1:http",
                            ":-1",
                            "127.0.0.1 :80"),
            "MICRO_SERVER_ADVERTISE",
                    List.of("http://example.org", "example.org:0", "example.org:65536", "example.org:http", "a b"),
            "MICRO_REGISTRY_ADDRESS", List.of("10.0.0.7:65536", "10.0.0.7:8500 10.0.0.8:8500"),
            "MICRO_BROKER_ADDRESS", List.of("10.0.0.7:65536", "10.0.0.7:1 10.0.0.8:1"),
            "MICRO_TRANSPORT_WIRES", List.of("pigeon", "tcp,tcp"),
            "MICRO_TLS_SERVER_NAME", List.of("greeter.internal:8443", "https://greeter", "greeter internal"));

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> outsideOfCode() {
        return Options.all()
                .flatMap(option -> texts(option).stream()
                        .map(text -> DynamicTest.dynamicTest(
                                option.variable() + "=" + text, () -> refusedOutside(option, text))));
    }

    @TestFactory
    Stream<DynamicTest> inCode() {
        return Options.all()
                .flatMap(option -> values(option).stream()
                        .map(value -> DynamicTest.dynamicTest(
                                option.inCode() + "(" + value + ")", () -> refused(option, value))));
    }

    /** Those that are left out are found to make no sense where they are looked up: as names of parts, as content types, as files to read. */
    @Test
    void everyOptionRefusesSomething() {
        assertThat(Options.all().filter(option -> texts(option).isEmpty()).map(option -> option.variable()))
                .containsExactlyInAnyOrder(
                        "MICRO_CONFIG_FILE",
                        "MICRO_TRANSPORT",
                        "MICRO_REGISTRY",
                        "MICRO_SELECTOR",
                        "MICRO_BROKER",
                        "MICRO_CLIENT_CONTENT_TYPE",
                        "MICRO_TLS_CERT_FILE",
                        "MICRO_TLS_KEY_FILE",
                        "MICRO_TLS_CA_FILE");
    }

    @Test
    void namesOfPartsThatAreNotThere() {
        for (String variable : List.of("MICRO_TRANSPORT", "MICRO_REGISTRY", "MICRO_SELECTOR", "MICRO_BROKER")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Service.builder("greeter")
                            .environment(Map.of(variable, "pigeon"))
                            .build())
                    .withMessageStartingWith(variable + " is \"pigeon\": No ");
        }
    }

    @Test
    void filesThatAreNotThere() {
        String missing = folder.resolve("missing").toString();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Outside.of(Map.of("MICRO_CONFIG_FILE", missing), null, List.of()))
                .withMessageStartingWith("MICRO_CONFIG_FILE is \"" + missing + "\": The file of options ");
        for (String variable : List.of("MICRO_TLS_CERT_FILE", "MICRO_TLS_KEY_FILE", "MICRO_TLS_CA_FILE")) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> Service.builder("greeter")
                            .environment(Map.of(variable, missing))
                            .build())
                    .withMessageContaining(missing);
        }
    }

    @Test
    void contentTypesThatNoCodecWrites() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Service.builder("greeter")
                        .environment(Map.of("MICRO_CLIENT_CONTENT_TYPE", "text/pigeon"))
                        .build())
                .withMessageStartingWith(
                        "MICRO_CLIENT_CONTENT_TYPE is \"text/pigeon\": contentType is \"text/pigeon\", which no"
                                + " codec writes; found [");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Service.builder()
                        .environment(Map.of())
                        .client(options -> options.withContentType("text/pigeon"))
                        .buildClient())
                .withMessageStartingWith("contentType is \"text/pigeon\"");
    }

    private void refusedOutside(Option<?> option, String text) throws IOException {
        Path file = folder.resolve("options.properties");
        Files.writeString(file, option.property() + " = " + text);

        refused(option, text, option.variable(), Outside.of(Map.of(option.variable(), text), null, List.of()));
        refused(option, text, option.flag(), Outside.of(Map.of(), null, List.of(option.flag() + "=" + text)));
        refused(option, text, option.property() + " in " + file, Outside.of(Map.of(), file, List.of()));
    }

    /** Where its kind has no words for it, the option itself says what is wrong. */
    private static void refused(Option<?> option, String text, String called, Outside outside) {
        String start = called + " is \"" + text + "\"";
        boolean byKind = !NONSENSE.getOrDefault(option.variable(), List.of()).contains(text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outside.over(greeter()))
                .withMessageStartingWith(
                        byKind ? start + "; give " + option.kind().words() : start + ": ");
    }

    /** By the call that says it; a setting of a registry, which is a text to all others, by its opening. */
    @SuppressWarnings("unchecked") // the value is of the option's kind
    private static void refused(Option<?> option, Object value) {
        Choices choices = greeter();
        boolean isSetting = option.inCode().contains(".");
        if (isSetting) {
            ((Option<Object>) option).set().accept(choices, value);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    if (isSetting) {
                        new MdnsRegistry.Provider().open(choices.registry).close();
                    } else {
                        ((Option<Object>) option).set().accept(choices, value);
                    }
                })
                .satisfies(e -> assertThat(normal(Objects.requireNonNull(e.getMessage())))
                        .contains(normal(option.inCode().replaceFirst("^with|^mdns\\.", ""))));
    }

    private static String normal(String words) {
        return words.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    /** Returns texts that are no values of {@code option}. */
    private List<String> texts(Option<?> option) {
        List<String> texts = new ArrayList<>(NONSENSE.getOrDefault(option.variable(), List.of()));
        Kind<?> kind = option.kind();
        if (kind.words().startsWith(NUMBER)) {
            texts.addAll(List.of("many", "1.5", "99999999999", String.valueOf(least(kind) - 1)));
        } else if (kind.equals(Kind.SECONDS)) {
            texts.addAll(List.of("soon", "0", "-1", "1m"));
        } else if (kind.equals(Kind.DURATION) || kind.equals(Kind.DURATION_OR_ZERO)) {
            texts.addAll(List.of("soon", "10", "-1s", "1 minute"));
            if (kind.equals(Kind.DURATION)) {
                texts.add("0s");
            }
        } else if (kind.equals(Kind.FLAG)) {
            texts.addAll(List.of("maybe", "2"));
        } else if (kind.equals(Kind.PAIRS)) {
            texts.addAll(List.of("region", "=eu", ","));
        } else if (kind.equals(Kind.FILTERS)) {
            texts.addAll(List.of("prefer", "nearest zone=a"));
        } else if (kind.equals(Kind.LIST)) {
            texts.add(",");
        } else if (kind.equals(Kind.INTERFACES)) {
            texts.addAll(List.of(",", "eth0 eth1", "eth0;eth1"));
        } else if (kind.equals(Kind.DIRECTORY)) {
            texts.add(folder.resolve("options.properties").toString());
        }
        return texts;
    }

    /** Returns values that {@code option} does not mean, though their type has them. */
    private static List<Object> values(Option<?> option) {
        Kind<?> kind = option.kind();
        if (kind.words().startsWith(NUMBER)) {
            return List.of(least(kind) - 1, Integer.MIN_VALUE);
        }
        if (kind.equals(Kind.DURATION) || kind.equals(Kind.SECONDS)) {
            return List.of(Duration.ZERO, Duration.ofNanos(-1));
        }
        if (kind.equals(Kind.DURATION_OR_ZERO)) {
            return List.of(Duration.ofNanos(-1));
        }
        Stream<String> texts = NONSENSE.getOrDefault(option.variable(), List.of()).stream();
        return kind.equals(Kind.LIST)
                ? texts.<Object>map(text -> List.of(text.split(","))).toList()
                : texts.<Object>map(text -> text).toList();
    }

    private static int least(Kind<?> kind) {
        return Integer.parseInt(kind.words().substring(NUMBER.length()));
    }

    private static Choices greeter() {
        return new Choices(ServerOptions.of("greeter"));
    }
}
