package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.greeter.GreeterService;
import io.micro4j.integration.Machine;
import io.micro4j.integration.Namespace;
import io.micro4j.integration.Needs;
import io.micro4j.integration.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that {@code docs/go-micro.md} shows. */
@Tag("slow")
final class HelloTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Path TESTS = Machine.root().resolve("integration-tests");

    @TempDir
    Path directory;

    @Test
    void areTheOnesThatAreRun() throws IOException {
        String document = Files.readString(Machine.root().resolve("docs/go-micro.md"));

        assertThat(document).contains("```go\n" + Files.readString(TESTS.resolve("go/hello/call/main.go")) + "```");
        assertThat(document).contains("```go\n" + Files.readString(TESTS.resolve("go/hello/serve/main.go")) + "```");
        assertShown(
                document, TESTS.resolve("src/test/java/io/micro4j/integration/go/HelloFromJava.java"), "try (Client");
        assertShown(
                document,
                Machine.root().resolve("examples/greeter/src/main/java/com/example/greeter/GreeterService.java"),
                "Micro.service");
    }

    @Test
    void goCallsJava() {
        try (Namespace network = network();
                RunningProcess java =
                        start(network, Machine.java(), "-cp", Machine.classPath(), GreeterService.class.getName())) {
            java.awaitLine(Pattern.compile("greeter at "), LIMIT);

            eventually(() -> {
                try (RunningProcess go = start(network, program("call"))) {
                    assertThat(go.awaitExit(LIMIT)).as(go.output()).isZero();
                    assertThat(go.output()).contains("Hello Go");
                }
            });
        }
    }

    @Test
    void javaCallsGo() {
        try (Namespace network = network();
                RunningProcess go = start(network, program("serve"))) {
            go.awaitLine(Pattern.compile("Registry .* Registering node: greeter-"), LIMIT);

            eventually(() -> {
                try (RunningProcess java =
                        start(network, Machine.java(), "-cp", Machine.classPath(), HelloFromJava.class.getName())) {
                    assertThat(java.awaitExit(LIMIT)).as(java.output()).isZero();
                    assertThat(java.output()).contains("Hello Java");
                }
            });
        }
    }

    /** A look-up listens for 100 ms; on a machine that is busy, who is there may answer later. */
    private static void eventually(ThrowingRunnable program) {
        await().pollInSameThread().atMost(LIMIT).untilAsserted(program);
    }

    /** Fails unless the statement that begins so stands in the document as it does in the file, but for its indentation. */
    private static void assertShown(String document, Path file, String beginning) throws IOException {
        String source = Files.readString(file);
        int from = source.indexOf(beginning);
        int line = source.lastIndexOf('\n', from) + 1;
        String indentation = source.substring(line, from);
        String statement = source.substring(line, source.indexOf("\n    }", from) + 1);
        assertThat(document).contains("```java\n" + statement.replaceAll("(?m)^" + indentation, "") + "```");
    }

    private static Namespace network() {
        Namespace network = Namespace.create();
        network.allowMulticast();
        return network;
    }

    private static String program(String name) {
        Path program = TESTS.resolve("go/target/v5/" + name);
        Needs.that(
                Files.isExecutable(program),
                "the Go program " + name + " of docs/go-micro.md is not built; run integration-tests/go/build.sh v5");
        return program.toString();
    }

    private RunningProcess start(Namespace network, String... command) {
        ProcessBuilder builder = new ProcessBuilder(network.inside(command));
        builder.environment().put("MICRO_LOCAL_DIRECTORY", directory.toString()); // and not the user's
        return RunningProcess.start(command[0], builder);
    }
}
