package io.micro4j.integration.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compiler of the JDK that runs the test, for Java 17, with every lint on and warnings as errors. */
final class StrictJavac {
    private final List<String> options;

    StrictJavac(Path output) {
        this(List.of("-Xlint:all", "-Werror", "-proc:none", "--release", "17", "-d", output.toString()));
    }

    private StrictJavac(List<String> options) {
        this.options = options;
    }

    StrictJavac withClassPath(List<Path> path) {
        return with("--class-path", joined(path));
    }

    StrictJavac withModulePath(List<Path> path) {
        return with("--module-path", joined(path));
    }

    StrictJavac with(String... more) {
        return new StrictJavac(Stream.concat(options.stream(), Stream.of(more)).toList());
    }

    void compile(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        StringWriter said = new StringWriter();

        boolean compiled = compiler.getTask(
                        said, files, null, options, null, files.getJavaFileObjectsFromPaths(new ArrayList<>(sources)))
                .call();

        assertThat(said.toString()).as("what javac said").isEmpty();
        assertThat(compiled).isTrue();
    }

    private static String joined(List<Path> path) {
        return path.stream().map(Path::toString).distinct().collect(Collectors.joining(File.pathSeparator));
    }
}
