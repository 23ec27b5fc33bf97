package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.micro4j.call.CallOptions;
import io.micro4j.integration.Machine;
import io.micro4j.integration.Needs;
import io.micro4j.integration.RunningProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Java and Go find each other by multicast, with nothing configured, in a network where only loopback is there. */
@Tag("slow")
final class DiscoveryTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern UP = Pattern.compile("java-peer at (\\S+:\\d+)");

    private Neighbours network;

    @TempDir
    Path directory;

    @BeforeEach
    void network() {
        network = new Neighbours(directory, Map.of());
    }

    @AfterEach
    void close() throws Exception {
        network.close();
    }

    @ParameterizedTest
    @EnumSource
    void goFindsJava(GoVersion version) {
        RunningProcess java = java("serve", "java-peer");
        String address = java.awaitLine(UP, LIMIT).group(1);
        GoPeer go = go(version);

        eventually(() -> {
            JsonObject node = find(go, "java-peer");
            assertThat(node.get("address").getAsString()).isEqualTo(address);
            assertThat(node.getAsJsonObject("metadata").get("protocol").getAsString())
                    .isEqualTo("mucp");
        });
        eventually(() -> assertThat(
                        String.valueOf(go.run(GoCommand.of("list"), LIMIT).found()))
                .contains("\"java-peer\""));
    }

    @ParameterizedTest
    @CsvSource({"V5, mucp", "V4, mucp", "V5, grpc", "V2, grpc"})
    void goCallsJavaByName(GoVersion version, String wire) {
        java("serve", "java-peer").awaitLine(UP, LIMIT);
        GoCommand call = callToJava(wire);
        GoPeer go = go(version, "-wire", wire);

        eventually(() -> assertThat(go.run(call, LIMIT).error()).isNull());
    }

    @ParameterizedTest
    @EnumSource
    void goSeesJavaComeAndGo(GoVersion version) {
        GoPeer go = go(version);
        go.run(GoCommand.of("watch").with("Service", "java-peer"), LIMIT);
        RunningProcess java = java("serve", "java-peer");

        go.awaitLine(line -> line.startsWith("event create java-peer java-peer-"), LIMIT);
        java.terminate();
        go.awaitLine(line -> line.startsWith("event delete java-peer java-peer-"), LIMIT);
        java.awaitExit(LIMIT);
        assertThat(isFound(go, "java-peer")).isFalse();
    }

    /** Which wire a Go server speaks, a Java client learns from the registry. */
    @ParameterizedTest
    @CsvSource({"V5, mucp", "V4, mucp", "V5, grpc", "V2, grpc"})
    void javaFindsAndCallsGo(GoVersion version, String wire) {
        GoPeer go = go(version, "-name", "go-peer", "-wire", wire);

        eventually(() -> assertThat(said(java("find", "go-peer"))).contains(go.address()));
        eventually(() -> assertThat(said(java("list"))).contains("listed [go-peer]"));
        eventually(() -> assertThat(said(java("call", "go-peer"))).contains("echoed true"));
    }

    @ParameterizedTest
    @EnumSource
    void javaSeesGoComeAndGo(GoVersion version) {
        RunningProcess java = java("watch", "go-peer");
        java.awaitLine(Pattern.compile("watching"), LIMIT);
        GoPeer go = go(version, "-name", "go-peer", "-wire", wire(version));

        java.awaitLine(Pattern.compile("PUT go-peer-"), LIMIT);
        go.run(GoCommand.of("stop"), LIMIT);
        java.awaitLine(Pattern.compile("DELETE go-peer-"), LIMIT);
    }

    /** Nobody says goodbye for a process that was killed: it just answers no more. */
    @Test
    void neitherFindsWhatWasKilled() throws Exception {
        RunningProcess java = java("serve", "java-peer");
        java.awaitLine(UP, LIMIT);
        GoPeer first = go(GoVersion.V5, "-name", "go-peer");
        GoPeer second = go(GoVersion.V5);
        java.close();
        first.close();

        assertThat(isFound(second, "java-peer")).isFalse();
        RunningProcess called = java("call", "go-peer");
        assertThat(called.awaitExit(LIMIT)).isNotZero();
        assertThat(called.output()).contains("MicroException").contains("go-peer");
    }

    /** Nor does anybody say goodbye to those who know it from before. */
    @ParameterizedTest
    @EnumSource
    void goForgetsWhatWasKilledAfterItsTtl(GoVersion version) {
        RunningProcess java = java("serve", "java-peer");
        java.awaitLine(UP, LIMIT);
        GoPeer go = go(version, "-wire", wire(version), "-selector-ttl", "1s");
        GoCommand call = callToJava(wire(version));
        eventually(() -> assertThat(go.run(call, LIMIT).error()).isNull());

        java.close();

        eventually(
                () -> assertThat(go.run(call, LIMIT).error()).containsPattern("java-peer.*(not found|none available)"));
    }

    @ParameterizedTest
    @EnumSource
    void javaForgetsWhatWasKilledAfterItsTtl(GoVersion version) {
        GoPeer go = go(version, "-name", "go-peer", "-wire", wire(version));
        RunningProcess java = java("outlive", "go-peer");
        java.awaitLine(Pattern.compile("answered"), LIMIT);

        go.close();

        java.awaitLine(Pattern.compile("forgotten: 404 .*No service is called \"go-peer\""), LIMIT);
    }

    /** go-micro's own command line. */
    @Test
    void theCommandLineOfGoMicroListsAndCallsJava() {
        Path micro = Machine.root().resolve("integration-tests/go/target/cli/micro");
        Needs.that(
                Files.isExecutable(micro),
                "go-micro's command line is not built; run integration-tests/go/build.sh cli");
        java("serve", "java-peer").awaitLine(UP, LIMIT);

        eventually(() -> assertThat(
                        said(network.inside(micro.toString(), "services")).lines())
                .contains("java-peer"));
        String text = "{\"aString\":\"from the command line\"}";
        eventually(() -> assertThat(said(network.inside(micro.toString(), "call", "java-peer", "Peer.Echo", text)))
                .contains(text));
    }

    /** A look-up listens for 100 ms; on a machine that is busy, who is there may answer later. */
    private static void eventually(ThrowingRunnable found) {
        await().pollInSameThread().atMost(LIMIT).ignoreExceptions().untilAsserted(found);
    }

    /** Returns what a program says that ends well. */
    private static String said(RunningProcess program) {
        assertThat(program.awaitExit(LIMIT)).as(program.output()).isZero();
        return program.output();
    }

    private static GoCommand callToJava(String wire) {
        return GoCommand.of("call")
                .with("Service", "java-peer")
                .with("Method", "Echo")
                .with(Values.scalars())
                .with(CallOptions.DEFAULT.withContentType(
                        wire.equals("grpc") ? "application/grpc+json" : "application/json"));
    }

    /** Returns what it speaks unless told otherwise. */
    private static String wire(GoVersion version) {
        return version == GoVersion.V2 ? "grpc" : "mucp";
    }

    private JsonObject find(GoPeer go, String service) {
        GoAnswer answer = go.run(GoCommand.of("find").with("Service", service), LIMIT);
        assertThat(answer.error()).isNull();
        return answer.found()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("nodes")
                .get(0)
                .getAsJsonObject();
    }

    /** go-micro says that it found nothing with an error, or with an empty list. */
    private static boolean isFound(GoPeer go, String service) {
        GoAnswer answer = go.run(GoCommand.of("find").with("Service", service), LIMIT);
        return answer.error() == null && !answer.found().getAsJsonArray().isEmpty();
    }

    private GoPeer go(GoVersion version, String... flags) {
        return network.go(version, flags);
    }

    private RunningProcess java(String... arguments) {
        return network.java(JavaProgram.class, arguments);
    }
}
