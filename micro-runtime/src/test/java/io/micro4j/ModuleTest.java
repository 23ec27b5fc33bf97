package io.micro4j;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the module provides is written by hand; what the class path provides is written by AutoService. They must not differ. */
final class ModuleTest {
    @Test
    void providesOnTheModulePathWhatItProvidesOnTheClassPath() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Micro.class.getProtectionDomain().getCodeSource().getLocation().toURI());

        assertThat(onTheModulePath(classes)).isEqualTo(onTheClassPath(classes.resolve("META-INF/services")));
    }

    private static Map<String, Set<String>> onTheModulePath(Path classes) throws IOException {
        try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
            return ModuleDescriptor.read(descriptor).provides().stream()
                    .collect(toMap(ModuleDescriptor.Provides::service, provides -> sorted(provides.providers())));
        }
    }

    private static Map<String, Set<String>> onTheClassPath(Path services) throws IOException {
        try (Stream<Path> files = Files.list(services)) {
            return files.collect(toMap(file -> file.getFileName().toString(), file -> sorted(lines(file))));
        }
    }

    private static Set<String> sorted(Iterable<String> names) {
        Set<String> all = new TreeSet<>();
        names.forEach(all::add);
        return all;
    }

    private static Iterable<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
