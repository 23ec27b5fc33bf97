package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/limits.md}: its options and defaults are those of {@code docs/options.md}, which is made of the code. */
final class LimitsPageTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(MICRO_\\w+)` \\| `(\\w+)` \\|.*\\| ([^|]+) \\|$", Pattern.MULTILINE);

    @Test
    void tellsWhatTheOptionsAre() {
        Map<String, String> limits = rows(Readme.contentOf(Machine.root().resolve("docs/limits.md")));
        Map<String, String> options = rows(Readme.contentOf(Machine.root().resolve("docs/options.md")));

        assertThat(limits).hasSizeGreaterThan(15);
        assertThat(options).containsAllEntriesOf(limits);
    }

    private static Map<String, String> rows(String page) {
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(page).results().forEach(row -> rows.put(row.group(1), row.group(2) + " " + row.group(3)));
        return rows;
    }
}
