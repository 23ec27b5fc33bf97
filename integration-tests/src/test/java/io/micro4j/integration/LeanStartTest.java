package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service and its first call load: nothing that takes long and that nobody asked for. */
final class LeanStartTest {
    @TempDir
    Path directory;

    @Test
    void loadsNeitherTheFlightRecorderNorJsonOfProtobuf() throws Exception {
        Path loaded = directory.resolve("loaded");
        ProcessBuilder command = new ProcessBuilder(
                Machine.java(),
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                Machine.classPath(),
                LeanStart.class.getName());
        command.environment()
                .putAll(Map.of(
                        "MICRO_REGISTRY", "local",
                        "MICRO_LOCAL_DIRECTORY", directory.resolve("registry").toString(),
                        "MICRO_SERVER_ADDRESS", "127.0.0.1:0"));
        try (RunningProcess started = RunningProcess.start("service", command)) {
            assertThat(started.awaitExit(Duration.ofSeconds(60)))
                    .as(started::output)
                    .isZero();
            assertThat(started.output()).contains("Hello you");
        }

        assertThat(Files.readString(loaded))
                .contains(" io.micro4j.codec.json.JsonCodec ", " io.netty.buffer.AdaptivePoolingAllocator ")
                .doesNotContain(" jdk.jfr.internal.MetadataRepository ", " com.google.protobuf.util.JsonFormat ");
    }
}
