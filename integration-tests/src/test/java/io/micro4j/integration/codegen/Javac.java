package io.micro4j.integration.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compiler of the JDK that runs the test, for Java 17. What it has to say fails the test. */
final class Javac {
    private final List<String> options;

    private Javac(List<String> options) {
        this.options = options;
    }

    /** As a user's strictest build: every lint on. */
    static Javac strict(Path output) {
        return new Javac(List.of("-Xlint:all", "-Werror")).with("-d", output.toString());
    }

    /** For what other generators made. */
    static Javac lenient(Path output) {
        return new Javac(List.of("-Xlint:none", "-XDsuppressNotes")).with("-d", output.toString());
    }

    Javac withClassPath(List<Path> path) {
        return with("--class-path", joined(path));
    }

    Javac withModulePath(List<Path> path) {
        return with("--module-path", joined(path));
    }

    void compile(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        StringWriter said = new StringWriter();
        List<String> all = with("-proc:none", "--release", "17").options;

        boolean compiled = compiler.getTask(said, files, null, all, null, files.getJavaFileObjectsFromPaths(sources))
                .call();

        assertThat(said.toString()).as("what javac said").isEmpty();
        assertThat(compiled).isTrue();
    }

    private Javac with(String... more) {
        return new Javac(Stream.concat(options.stream(), Stream.of(more)).toList());
    }

    private static String joined(List<Path> path) {
        return path.stream().map(Path::toString).distinct().collect(Collectors.joining(File.pathSeparator));
    }
}
