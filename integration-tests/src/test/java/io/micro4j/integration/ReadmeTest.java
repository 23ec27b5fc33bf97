package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so. That its project builds is told by {@link UserProjectIT}. */
final class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    @TempDir
    Path work;

    private final Readme readme = Readme.read();

    @Test
    void showsThePomOfTheExample() {
        String example = Readme.contentOf(Machine.root().resolve("examples/greeter/pom.xml"));

        assertThat(readme.pom()).isEqualTo(Readme.withoutUs(example));
    }

    @Test
    void showsTheProcessorOfTheExample() {
        assertThat(Readme.contentOf(Machine.root().resolve("examples/inventory/pom.xml")))
                .contains(readme.processor());
    }

    @Test
    void namesThisVersionInItsPom() {
        assertThat(readme.pom()).contains("<micro.version>" + Machine.version() + "</micro.version>");
    }

    @Test
    void linksToWhatIsThere() {
        assertThat(LINK.matcher(readme.text()).results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Machine.root().resolve(link)).exists());
    }

    @Test
    void showsStatementsThatCompile() throws IOException {
        Path source = work.resolve("Shown.java");
        Files.writeString(
                source,
                "import com.example.greeter.*;\nimport io.micro4j.*;\nimport io.micro4j.call.Exchange;\nimport io.micro4j.client.Client;\nimport io.micro4j.service.Service;\nimport java.time.Duration;\n"
                        + "class Shown { void statements() {\n" + readme.statements() + "} }\n");
        ProcessBuilder command = new ProcessBuilder(
                Machine.javaHome().resolve("bin").resolve("javac").toString(),
                "-proc:none",
                "-cp",
                Machine.classPath(),
                source.toString());

        try (RunningProcess javac = RunningProcess.start("javac", command)) {
            assertThat(javac.awaitExit(Duration.ofSeconds(60)))
                    .as(javac.output())
                    .isZero();
        }
    }
}
