package io.micro4j.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/options.md} is what the code knows. {@code -Dmicro.docs=write} writes it. */
final class OptionsPageTest {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/options.md");
    private static final Pattern VARIABLE = Pattern.compile("\"(MICRO_[A-Z_]*[A-Z])\"");
    private static final String HEAD = """
            # Options

            Each option has one name, written as each place writes names: the variable `MICRO_SERVER_NAME`, the system property `micro.server.name`, the
            flag `--server_name=…` (for programs that hand theirs to `ServiceBuilder.arguments`), the key `server.name` in a file of properties
            (`ServiceBuilder.file`, or `MICRO_CONFIG_FILE`). What is said later in this list wins: code, file, environment, system properties, flags.
            The names are go-micro's where it has one. `MICRO_PRINT_CONFIG=true` prints each option with its value and where that was said.

            Durations are written as in Go: `500ms`, `1m30s`. An empty value says nothing. Values that make no sense are refused when the service is
            built, by the name under which they were said; so are two that [contradict each other](#not-together), by both names.

            <!-- Written by OptionsPageTest from io.micro4j.service.Options and from the records of options. -->
            """;

    @Test
    void isWhatTheCodeKnows() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("micro.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void hasEveryVariableThatTheCodeReads() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("micro-runtime/src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(OptionsPageTest::contentOf)
                    .forEach(source -> VARIABLE.matcher(source).results().forEach(name -> read.add(name.group(1))));
        }
        assertThat(Options.all().map(option -> option.variable()))
                .containsAll(read)
                .doesNotHaveDuplicates();
    }

    @Test
    void hasEveryRecordOfOptions() throws IOException {
        Set<String> records = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("micro-runtime/src/main/java"))) {
            files.filter(file -> file.toString().endsWith("Options.java"))
                    .filter(file -> contentOf(file).contains("public record "))
                    .forEach(file -> records.add(file.getFileName().toString().replace(".java", "")));
        }
        assertThat(records).isNotEmpty();
        assertThat(InCodeOnly.RECORDS.keySet().stream().map(Class::getSimpleName))
                .containsAll(records);
    }

    private static String page() {
        return Options.ALL.stream().map(OptionsPageTest::table).collect(Collectors.joining("", HEAD, ""))
                + conflicts()
                + InCodeOnly.section();
    }

    private static String conflicts() {
        return Conflict.ALL.stream()
                .map(pair -> "| `" + pair.one() + "` | `" + pair.other() + "` | " + pair.advice() + " |\n")
                .collect(Collectors.joining(
                        "",
                        "\n## Not together\n\n| one | the other | where they contradict each other |\n|---|---|---|\n",
                        ""));
    }

    private static String table(Options group) {
        Chosen usual = new Choices(ServerOptions.of("micro.server")).chosen();
        return group.options().stream()
                .map(option -> row(option, usual))
                .collect(Collectors.joining(
                        "",
                        "\n## " + group.title()
                                + "\n\n| variable | in code | what it says | values | default |\n|---|---|---|---|---|\n",
                        ""));
    }

    private static String row(Option<?> option, Chosen usual) {
        String value =
                option.effect().contains("unless said") ? "" : option.get().apply(usual);
        return "| `" + option.variable() + "` | `" + option.inCode() + "` | " + option.effect() + " | "
                + option.kind().words() + " | " + (value.isEmpty() ? "" : "`" + value + "` ") + "|\n";
    }

    static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
