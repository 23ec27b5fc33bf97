package io.micro4j.codegen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The compiler of the JDK that runs the test, for Java 17. */
public final class Javac {
    private static final List<String> STRICT = List.of("-Xlint:all", "-Werror");
    private static final List<String> LENIENT = List.of("-Xlint:none", "-nowarn");

    private final Path output;
    private final List<String> path;

    private Javac(Path output, List<String> path) {
        this.output = output;
        this.path = path;
    }

    /** Returns a compiler that writes to {@code output} and finds what stands beside one of {@code classes}. */
    public static Javac into(Path output, Class<?>... classes) {
        String found = Stream.concat(Stream.of(output), Stream.of(classes).map(Javac::location))
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return new Javac(output, List.of("--class-path", found));
    }

    /** Returns a compiler that finds what stands beside one of {@code classes} as modules. */
    public static Javac moduleInto(Path output, Class<?>... classes) {
        String found = Stream.of(classes)
                .map(Javac::location)
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return new Javac(output, List.of("--module-path", found));
    }

    /** Compiles as generated code must compile: every lint on, a warning is an error. */
    public void compile(Map<String, String> sources) {
        assertThat(run(STRICT, sources)).as("what javac said").isEmpty();
    }

    /** Compiles what other generators made. */
    public void compileLeniently(Map<String, String> sources) {
        run(LENIENT, sources);
    }

    private String run(List<String> lints, Map<String, String> sources) {
        List<String> options = new ArrayList<>(lints);
        options.addAll(List.of("-proc:none", "--release", "17", "-d", output.toString()));
        options.addAll(path);
        StringWriter said = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

        boolean compiled = compiler.getTask(said, null, null, options, null, files(sources))
                .call();

        assertThat(compiled).as("javac said: %s", said).isTrue();
        return said.toString();
    }

    private static List<JavaFileObject> files(Map<String, String> sources) {
        return sources.entrySet().stream()
                .<JavaFileObject>map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("memory:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
