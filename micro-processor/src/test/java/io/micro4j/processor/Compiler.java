package io.micro4j.processor;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compiler of the JDK that runs the test, with the processor and every lint; a warning is an error. */
final class Compiler {
    private final Path output;
    private final List<Processor> processors = new ArrayList<>(List.of(new MicroProcessor()));
    private final List<String> options =
            new ArrayList<>(List.of("-Xlint:all,-processing", "-Werror", "--release", "17"));
    private final Map<String, String> sources = new TreeMap<>();
    private Function<StandardJavaFileManager, JavaFileManager> files = standard -> standard;
    private String path = System.getProperty("java.class.path");

    Compiler(Path output) {
        this.output = output;
    }

    /** Adds a source; the path is made of its package and its first type. */
    Compiler add(String path, String text) {
        sources.put(path, text);
        return this;
    }

    /** Adds a processor that runs after ours. */
    Compiler with(Processor processor) {
        processors.add(processor);
        return this;
    }

    /** Puts something around our processor. */
    Compiler around(UnaryOperator<Processor> wrapper) {
        processors.replaceAll(each -> each instanceof MicroProcessor ? wrapper.apply(each) : each);
        return this;
    }

    Compiler option(String... more) {
        options.addAll(Arrays.asList(more));
        return this;
    }

    /** Changes where javac writes. */
    Compiler writing(Function<StandardJavaFileManager, JavaFileManager> files) {
        this.files = files;
        return this;
    }

    /** Adds {@code folder} to the class path. */
    Compiler seeing(Path folder) {
        path = path + File.pathSeparator + folder;
        return this;
    }

    /** What came of it: what javac said, and the sources that were generated, by path. */
    record Outcome(boolean compiled, List<Diagnostic<? extends JavaFileObject>> said, Map<String, String> generated) {
        /** Returns each error as {@code Inventory.java:5: [CODE] …}. */
        List<String> errors() {
            return said.stream()
                    .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                    .map(Outcome::text)
                    .toList();
        }

        private static String text(Diagnostic<? extends JavaFileObject> error) {
            String file = error.getSource() == null
                    ? ""
                    : Path.of(error.getSource().toUri().getPath()).getFileName() + ":" + error.getLineNumber() + ": ";
            return file + error.getMessage(null);
        }
    }

    Outcome compile() throws IOException {
        Path generated = Files.createDirectories(output.resolve("generated"));
        Path classes = Files.createDirectories(output.resolve("classes"));
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-d", classes.toString(), "-s", generated.toString(), "--class-path", path));
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileManager manager =
                files.apply(compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8));
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((file, text) -> units.add(new Source(file, text)));
        JavaCompiler.CompilationTask task = compiler.getTask(new StringWriter(), manager, said, all, null, units);
        task.setProcessors(processors);

        boolean compiled = task.call();
        manager.close();

        return new Outcome(compiled, said.getDiagnostics(), read(generated));
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
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
