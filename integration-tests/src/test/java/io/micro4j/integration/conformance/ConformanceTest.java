package io.micro4j.integration.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.integration.Machine;
import io.micro4j.integration.Needs;
import io.micro4j.integration.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every case of connectrpc's conformance suite for gRPC, without a list of those that are known to fail. */
@Tag("slow")
final class ConformanceTest {
    private static final Pattern TOTAL = Pattern.compile("(\\d+) passed, (\\d+) failed");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}, TLS {1}")
    @CsvSource({"server, false, 326", "client, false, 409", "server, true, 269", "client, true, 348"})
    void everyCasePasses(String mode, boolean tls, int cases) throws IOException {
        Path suite = Machine.root().resolve("integration-tests/go/target/conformance/connectconformance");
        Needs.that(
                Files.isExecutable(suite),
                "connectrpc's conformance suite is not built; run integration-tests/go/build.sh conformance");
        Class<?> tested = mode.equals("server") ? ConformanceServer.class : ConformanceClient.class;
        List<String> command = new ArrayList<>(List.of(
                suite.toString(), "--conf", features(tls).toString(), "--mode", mode, "--max-servers", "1", "--"));
        command.addAll(
                List.of(Machine.java(), "-XX:TieredStopAtLevel=1", "-cp", Machine.classPath(), tested.getName()));

        try (RunningProcess running = RunningProcess.start("the suite", new ProcessBuilder(command))) {
            int exit = running.awaitExit(Duration.ofMinutes(2));

            String said = running.output();
            Matcher total = TOTAL.matcher(said);
            assertThat(total.find()).as(said).isTrue();
            assertThat(total.group()).as(said).isEqualTo(cases + " passed, 0 failed");
            assertThat(exit).as(said).isZero();
        }
    }

    private Path features(boolean tls) throws IOException {
        return Files.writeString(folder.resolve("grpc.yaml"), """
                features:
                  versions: [HTTP_VERSION_2]
                  protocols: [PROTOCOL_GRPC]
                  codecs: [CODEC_PROTO]
                  compressions: [COMPRESSION_IDENTITY%s]
                  supportsH2c: true
                  supportsTls: %s
                  supportsTlsClientCerts: %s
                  supportsTrailers: true
                  supportsConnectGet: false
                  supportsMessageReceiveLimit: false
                """.formatted(tls ? "" : ", COMPRESSION_GZIP", tls, tls));
    }
}
