package io.micro4j.protoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.micro4j.call.Endpoint;
import io.micro4j.codegen.testing.Golden;
import io.micro4j.codegen.testing.Javac;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

final class GreeterTest {
    private static final List<String> GREETER = List.of("greeter.proto");

    @TempDir
    Path work;

    private Protoc protoc;

    @BeforeEach
    void findProtoc() {
        protoc = new Protoc(Path.of("src", "test", "proto"), work);
    }

    @Test
    void makesFiveFilesOfOneService(TestInfo test) {
        Map<String, String> files = Generated.by(protoc.request("", GREETER));

        Golden.of(test).holds(files);
        Javac javac = Javac.into(work, Endpoint.class, Message.class, NullMarked.class);
        javac.compileLeniently(protoc.messages(GREETER));
        javac.compile(files);
    }

    @Test
    void isStartedByProtoc() {
        Map<String, String> files = protoc.micro(protoc.plugin(), GREETER);

        assertThat(files).isEqualTo(Generated.by(protoc.request("", GREETER)));
    }
}
