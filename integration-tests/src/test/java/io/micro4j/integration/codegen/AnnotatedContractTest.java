package io.micro4j.integration.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.processor.MicroProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contracts that were made of protos, annotated as if a person had written them: the processor makes the same of them as the plugin made of the
 * proto, but for the header. A contract whose rpcs Java had to call otherwise cannot be read back, and is left out.
 */
final class AnnotatedContractTest {
    private static final Pattern ENDPOINT =
            Pattern.compile("Endpoint\\.\\w+\\(\"([^\"]+)\", \"([^\"]+)\",[^;]*?(\\.idempotent\\(\\))?;");
    private static final Pattern ROUTE = Pattern.compile("Endpoints\\.\\w+, \\w+::(\\w+)\\);");
    private static final List<String> ROLES = List.of("Async", "Client", "Endpoints", "Handler");

    @TempDir
    Path folder;

    @Test
    void processorMakesWhatThePluginMade() throws IOException {
        Map<String, Path> plugin = new TreeMap<>();
        GeneratedSources.ofMicro().forEach(file -> plugin.put(GeneratedSources.className(file), file));
        List<String> contracts = plugin.keySet().stream()
                .filter(name -> ROLES.stream().allMatch(role -> plugin.containsKey(name + role)))
                .filter(name -> canBeReadBack(text(plugin.get(name + "Endpoints")), text(plugin.get(name + "Handler"))))
                .toList();
        assertThat(contracts).as("contracts to compare").hasSizeGreaterThan(8).contains("greeter.Greeter");

        Path sources = Files.createDirectory(folder.resolve("sources"));
        for (String contract : contracts) {
            Path file = sources.resolve(contract.replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, annotated(text(plugin.get(contract)), text(plugin.get(contract + "Endpoints"))));
        }
        Path generated = process(sources);

        for (String contract : contracts) {
            for (String role : ROLES) {
                String name = contract + role;
                Path made = generated.resolve(name.replace('.', '/') + ".java");
                assertThat(withoutHeader(text(made))).as(name).isEqualTo(withoutHeader(text(plugin.get(name))));
            }
        }
    }

    private static boolean canBeReadBack(String endpoints, String handler) {
        List<String> rpcs =
                ENDPOINT.matcher(endpoints).results().map(each -> each.group(2)).toList();
        List<String> methods = ROUTE.matcher(handler.substring(0, handler.indexOf("Handler async(")))
                .results()
                .map(each -> each.group(1))
                .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .toList();
        return !rpcs.isEmpty() && rpcs.equals(methods);
    }

    private static String annotated(String contract, String endpoints) {
        List<MatchResult> rpcs = ENDPOINT.matcher(endpoints).results().toList();
        String annotated = contract.replaceFirst(
                "(?m)^public interface ",
                "@io.micro4j.MicroService(\"" + rpcs.get(0).group(1) + "\")\npublic interface ");
        for (MatchResult rpc : rpcs) {
            if (rpc.group(3) != null) {
                String method = rpc.group(2).substring(0, 1).toLowerCase(Locale.ROOT)
                        + rpc.group(2).substring(1);
                annotated = annotated.replaceFirst(
                        "(?m)^ {4}(\\S+ " + method + "\\()", "    @io.micro4j.Idempotent\n    $1");
            }
        }
        return annotated;
    }

    private Path process(Path sources) throws IOException {
        Path output = Files.createDirectory(folder.resolve("generated"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-Xlint:none",
                "-proc:only",
                "--release",
                "17",
                "-s",
                output.toString(),
                "--class-path",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        try (Stream<Path> all = Files.walk(sources)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    said,
                    files,
                    null,
                    options,
                    null,
                    files.getJavaFileObjectsFromPaths(
                            all.filter(Files::isRegularFile).toList()));
            task.setProcessors(List.of(new MicroProcessor()));
            assertThat(task.call()).as("javac said: %s", said).isTrue();
        }
        return output;
    }

    private static String withoutHeader(String text) {
        assertThat(text).startsWith("// Generated by micro from ");
        return text.substring(text.indexOf('\n'));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
