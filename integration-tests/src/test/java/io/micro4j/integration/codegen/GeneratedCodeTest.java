package io.micro4j.integration.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.annotations.SerializedName;
import com.google.protobuf.Message;
import io.micro4j.call.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeneratedCodeTest {
    private static final Path PACKAGE_INFO =
            Path.of("..", "micro-runtime", "src", "main", "java", "io", "micro4j", "stub", "package-info.java");
    private static final Pattern LISTED = Pattern.compile("\\{@(?:link|code) (io\\.micro4j\\.[a-z.]+\\.[A-Z]\\w+)}");
    private static final Pattern NAMED = Pattern.compile("io/micro4j/(?!nasty/|integration/)[a-z/]+/[A-Z]\\w+");

    @TempDir
    Path output;

    @Test
    void compilesWithEveryLintOn() {
        List<Path> classes = Stream.of(GeneratedSources.class, Endpoint.class, Message.class, NullMarked.class)
                .map(GeneratedSources::location)
                .toList();

        Javac.strict(output).withClassPath(classes).compile(GeneratedSources.ofMicro());
    }

    @Test
    void whatTheProcessorMakesCompilesWithEveryLintOn() {
        List<Path> classes = Stream.of(
                        GeneratedSources.class, Endpoint.class, Message.class, NullMarked.class, SerializedName.class)
                .map(GeneratedSources::location)
                .toList();

        Javac.strict(output).withClassPath(classes).compile(GeneratedSources.ofProcessor());
    }

    @Test
    void namesExactlyTheTypesThatThePackageOfStubsLists() throws IOException {
        Set<String> listed = LISTED.matcher(Files.readString(PACKAGE_INFO))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> named = new TreeSet<>();
        List<Path> files = Stream.concat(GeneratedSources.ofMicro().stream(), GeneratedSources.ofProcessor().stream())
                .toList();
        for (Path file : files) {
            for (Path classFile : classFiles(GeneratedSources.className(file))) {
                named.addAll(typesNamedBy(classFile));
            }
        }

        assertThat(named).isEqualTo(listed);
    }

    private static List<Path> classFiles(String className) throws IOException {
        Path file = GeneratedSources.location(GeneratedCodeTest.class).resolve(className.replace('.', '/') + ".class");
        String nested = file.getFileName().toString().replace(".class", "$");
        try (Stream<Path> beside = Files.list(file.getParent())) {
            return beside.filter(each ->
                            each.equals(file) || each.getFileName().toString().startsWith(nested))
                    .toList();
        }
    }

    /** The constants of a class file hold the name of every type in its code and its signatures. */
    private static Set<String> typesNamedBy(Path classFile) throws IOException {
        String constants = Files.readString(classFile, StandardCharsets.ISO_8859_1);
        return NAMED.matcher(constants)
                .results()
                .map(found -> found.group().replace('/', '.'))
                .collect(Collectors.toSet());
    }
}
