package io.micro4j.protoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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
}
