package io.micro4j.codegen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInfo;

/**
 * Files that hold what a test must produce, under {@code src/test/golden/<Test>/<method>/}.
 *
 * <p>{@code -Dgolden.update=true} writes them anew; review the difference.
 */
public final class Golden {
    private final Path folder;

    private Golden(Path folder) {
        this.folder = folder;
    }

    public static Golden of(TestInfo test) {
        return new Golden(Path.of("src", "test", "golden")
                .resolve(test.getTestClass().orElseThrow().getSimpleName())
                .resolve(test.getTestMethod().orElseThrow().getName()));
    }

    /** Checks that {@code files}, texts by path, are exactly those of the folder. */
    public void holds(Map<String, String> files) {
        if (Boolean.getBoolean("golden.update")) {
            write(files);
        }
        assertThat(new TreeMap<>(files)).as("texts in %s", folder).isEqualTo(read());
    }

    private Map<String, String> read() {
        Map<String, String> files = new TreeMap<>();
        for (Path file : filesIn(folder)) {
            files.put(folder.relativize(file).toString().replace('\\', '/'), text(file));
        }
        return files;
    }

    private void write(Map<String, String> files) {
        filesIn(folder).forEach(Golden::delete);
        files.forEach((path, text) -> {
            try {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Iterable<Path> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
