package io.micro4j.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micro4j.registry.mdns.MdnsRegistry;
import io.micro4j.server.ServerOptions;
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

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> outsideOfCode() {
        return Options.all()
                .flatMap(option -> texts(option.kind()).stream()
                        .map(text -> DynamicTest.dynamicTest(
                                option.variable() + "=" + text, () -> refusedOutside(option, text))));
    }

    @TestFactory
    Stream<DynamicTest> inCode() {
        return Options.all()
                .flatMap(option -> values(option.kind()).stream()
                        .map(value -> DynamicTest.dynamicTest(
                                option.inCode() + "(" + value + ")", () -> refused(option, value))));
    }

    @Test
    void addressesWithoutAPort() {
        for (String address : List.of("127.0.0.1:65536", "127.0.0.1:9-1", ":8080-70000")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ServerOptions.of("greeter").toBuilder().address(address))
                    .withMessageStartingWith("address is \"" + address + "\"; ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Outside.of(Map.of("MICRO_SERVER_ADDRESS", address), null, List.of())
                            .over(greeter()))
                    .withMessageStartingWith("MICRO_SERVER_ADDRESS is \"" + address + "\": address is");
        }
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

    private void refusedOutside(Option<?> option, String text) throws IOException {
        Path file = folder.resolve("options.properties");
        Files.writeString(file, option.property() + " = " + text);

        refused(option, text, option.variable(), Outside.of(Map.of(option.variable(), text), null, List.of()));
        refused(option, text, option.flag(), Outside.of(Map.of(), null, List.of(option.flag() + "=" + text)));
        refused(option, text, option.property() + " in " + file, Outside.of(Map.of(), file, List.of()));
    }

    private static void refused(Option<?> option, String text, String called, Outside outside) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outside.over(greeter()))
                .withMessageStartingWith(
                        called + " is \"" + text + "\"; give " + option.kind().words());
    }

    /** By the call that says it; where options are checked together, by that; a setting of a registry by its opening. */
    @SuppressWarnings("unchecked") // the value is of the option's kind
    private static void refused(Option<?> option, Object value) {
        Choices choices = greeter();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    ((Option<Object>) option).set().accept(choices, value);
                    Chosen chosen = choices.chosen();
                    if (option.inCode().contains(".")) {
                        new MdnsRegistry.Provider().open(chosen.registry()).close();
                    }
                })
                .satisfies(e -> assertThat(normal(Objects.requireNonNull(e.getMessage())))
                        .contains(normal(option.inCode().replaceFirst("^with|^mdns\\.", ""))));
    }

    private static String normal(String words) {
        return words.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    /** Returns texts that are no values of {@code kind}; any text is a text, or a list. */
    private static List<String> texts(Kind<?> kind) {
        List<String> texts = new ArrayList<>();
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
            texts.addAll(List.of("region", "=eu"));
        } else if (kind.equals(Kind.FILTERS)) {
            texts.addAll(List.of("prefer", "nearest zone=a"));
        }
        return texts;
    }

    /** Returns values that {@code kind} does not mean, though their type has them. */
    private static List<Object> values(Kind<?> kind) {
        if (kind.words().startsWith(NUMBER)) {
            return List.of(least(kind) - 1, Integer.MIN_VALUE);
        }
        if (kind.equals(Kind.DURATION) || kind.equals(Kind.SECONDS)) {
            return List.of(Duration.ZERO, Duration.ofNanos(-1));
        }
        return kind.equals(Kind.DURATION_OR_ZERO) ? List.of(Duration.ofNanos(-1)) : List.of();
    }

    private static int least(Kind<?> kind) {
        return Integer.parseInt(kind.words().substring(NUMBER.length()));
    }

    private static Choices greeter() {
        return new Choices(ServerOptions.of("greeter"));
    }
}
