package io.micro4j.protoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.HttpBody;
import com.google.cloud.compute.v1.Address;
import com.google.cloud.dialogflow.v2.Agent;
import com.google.protobuf.Message;
import io.micro4j.call.Endpoint;
import io.micro4j.codegen.testing.Javac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of services that nobody wrote for us. */
final class GoogleApisTest {
    private static final Path PROTOS = Path.of("target", "protos");
    private static final int SERVICES_OF_COMPUTE = 113;
    private static final int SERVICES_OF_DIALOGFLOW = 22;
    private static final int FILES_OF_SERVICE = 5;

    @TempDir
    Path work;

    @Test
    void compileAgainstTheirMessages() throws IOException {
        Protoc protoc = new Protoc(PROTOS, work);

        Map<String, String> files = protoc.micro(protoc.plugin(), protos());

        assertThat(files).hasSize((SERVICES_OF_COMPUTE + SERVICES_OF_DIALOGFLOW) * FILES_OF_SERVICE);
        Javac.into(
                        Files.createDirectory(work.resolve("classes")),
                        Endpoint.class,
                        Message.class,
                        NullMarked.class,
                        Address.class,
                        Agent.class,
                        HttpBody.class)
                .compile(files);
    }

    private static List<String> protos() throws IOException {
        Path dialogflow = PROTOS.resolve("google/cloud/dialogflow/v2");
        try (Stream<Path> files = Files.list(dialogflow)) {
            return Stream.concat(Stream.of(PROTOS.resolve("google/cloud/compute/v1/compute.proto")), files.sorted())
                    .map(file -> PROTOS.relativize(file).toString())
                    .toList();
        }
    }
}
