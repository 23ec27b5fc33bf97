package io.micro4j.protoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that plain protoc starts: a script with a jar behind it. */
final class ProgramIT {
    private static final List<String> GREETER = List.of("greeter.proto");
    private static final Path PROGRAM = Path.of("target", "protoc-gen-micro").toAbsolutePath();

    @TempDir
    Path work;

    @Test
    void generatesWhatTheClassesGenerate() {
        Protoc protoc = new Protoc(Path.of("src", "test", "proto"), work);

        assertThat(protoc.micro(PROGRAM, GREETER)).isEqualTo(Generated.by(protoc.request("", GREETER)));
    }

    @Test
    void takesJavaFromJavaHome() throws Exception {
        Path java = Files.createDirectories(work.resolve("home/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"started with $*\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThat(start(work.resolve("home"), 0)).startsWith("started with").contains("-jar " + PROGRAM);
    }

    @Test
    void saysWhereJavaIsLookedFor() throws Exception {
        assertThat(start(Path.of("/nowhere"), 127))
                .startsWith(
                        "protoc-gen-micro needs Java 17 or newer, but there is no /nowhere/bin/java. Set JAVA_HOME");
    }

    private String start(Path javaHome, int expectedStatus) throws Exception {
        File output = work.resolve("output").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(PROGRAM.toString()).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("JAVA_HOME", javaHome.toString());

        Process process = builder.start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the program ends").isTrue();
        assertThat(process.exitValue()).isEqualTo(expectedStatus);
        return Files.readString(output.toPath());
    }
}
