package io.micro4j.protoc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginTest {
    @TempDir
    Path work;

    @Test
    void saysWhichEditionsItReads() {
        CodeGeneratorResponse response = Plugin.run(CodeGeneratorRequest.getDefaultInstance());

        assertThat(response.getSupportedFeatures())
                .isEqualTo(CodeGeneratorResponse.Feature.FEATURE_PROTO3_OPTIONAL_VALUE
                        | CodeGeneratorResponse.Feature.FEATURE_SUPPORTS_EDITIONS_VALUE);
        assertThat(response.getMinimumEdition()).isEqualTo(Edition.EDITION_PROTO2_VALUE);
        assertThat(response.getMaximumEdition()).isEqualTo(Edition.EDITION_2024_VALUE);
    }

    @Test
    void generatesOnlyForFilesAskedFor() throws IOException {
        Files.writeString(
                work.resolve("a.proto"),
                "syntax = \"proto3\"; import \"b.proto\"; service A { rpc Go(M) returns (M); }");
        Files.writeString(
                work.resolve("b.proto"), "syntax = \"proto3\"; service B { rpc Go(M) returns (M); } message M {}");

        assertThat(Generated.by(new Protoc(work, work).request("", List.of("a.proto"))))
                .containsOnlyKeys("A.java", "AAsync.java", "AClient.java", "AEndpoints.java", "AHandler.java");
    }

    @Test
    void asksToReportBugsWithoutTrace() {
        CodeGeneratorRequest impossible = CodeGeneratorRequest.newBuilder()
                .addFileToGenerate("absent.proto")
                .build();

        assertThat(Plugin.run(impossible).getError())
                .startsWith("this is a bug in protoc-gen-micro, please report it: ")
                .contains("absent.proto")
                .contains("(at Sources.java:")
                .hasLineCount(1);
    }

    @Test
    void explainsItselfWhenStartedByHand() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int status = run("greeter", said, "--help");

        assertThat(status).isEqualTo(2);
        assertThat(said.toString(UTF_8)).contains("protoc --plugin=protoc-gen-micro=PATH --micro_out=DIR");
    }

    @Test
    void explainsThatInputIsNoRequest() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int status = run("greeter", said);

        assertThat(status).isEqualTo(1);
        assertThat(said.toString(UTF_8)).startsWith("What came on standard input is not protoc's request (");
    }

    private static int run(String input, ByteArrayOutputStream errors, String... arguments) throws IOException {
        return Main.run(
                arguments,
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new ByteArrayOutputStream(),
                new PrintStream(errors, true, UTF_8));
    }
}
