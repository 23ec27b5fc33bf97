package io.micro4j.protoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.micro4j.call.Endpoint;
import io.micro4j.codegen.testing.Golden;
import io.micro4j.codegen.testing.Javac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Protos that are legal and awkward: see the comments in {@code nasty/nasty.proto}. */
final class NastyTest {
    private static final Path PROTOS = Path.of("src", "test", "proto");
    private static final Set<String> WORTH_READING = Set.of(
            "UnnamedClient.java",
            "io/micro4j/nasty/AgainEndpoints.java",
            "io/micro4j/nasty/BystanderClient.java",
            "io/micro4j/nasty/NeighboursClient.java",
            "io/micro4j/nasty/NestsClient.java",
            "io/micro4j/nasty/NestsEndpoints.java",
            "io/micro4j/nasty/RoutesHandler.java",
            "io/micro4j/nasty/ShadowsEndpoints.java",
            "io/micro4j/nasty/Siblings.java",
            "io/micro4j/nasty/SiblingsEndpoints.java",
            "io/micro4j/nasty/TwinsEndpoints.java",
            "io/micro4j/nasty/Words.java",
            "io/micro4j/nasty/deprecated/OldClient.java",
            "io/micro4j/nasty/deprecated/YoungClient.java",
            "io/micro4j/nasty/deprecated/YoungEndpoints.java",
            "io/micro4j/nasty/deprecated/YoungHandler.java",
            "io/micro4j/nasty/edition2024/NextEndpoints.java",
            "nasty/outer/SecondClient.java",
            "nasty/outer/SecondEndpoints.java");

    @TempDir
    Path work;

    private Protoc protoc;
    private List<String> all;

    @BeforeEach
    void findProtos() throws IOException {
        protoc = new Protoc(PROTOS, work);
        try (Stream<Path> files = Files.list(PROTOS.resolve("nasty"))) {
            all = files.map(file -> "nasty/" + file.getFileName()).sorted().toList();
        }
    }

    @Test
    void compiles() {
        Javac javac = Javac.into(work, Endpoint.class, Message.class, NullMarked.class);

        javac.compileLeniently(protoc.messages(all));
        javac.compile(Generated.by(protoc.request("", all)));
    }

    @Test
    void readsWell(TestInfo test) {
        Map<String, String> files = new TreeMap<>(Generated.by(protoc.request("", all)));

        files.keySet().retainAll(WORTH_READING);

        Golden.of(test).holds(files);
    }

    @Test
    void givesSameBytesWhateverElseIsGenerated() {
        Map<String, String> alone = Generated.by(protoc.request("", List.of("nasty/nasty.proto")));

        assertThat(Generated.by(protoc.request("", all))).containsAllEntriesOf(alone);
    }

    @Test
    void compilesWithSuffix() {
        Map<String, String> files = Generated.by(protoc.request("contract_suffix=Service", all));

        assertThat(files).containsKey("io/micro4j/nasty/WordsServiceClient.java");
        Javac javac = Javac.into(work, Endpoint.class, Message.class, NullMarked.class);
        javac.compileLeniently(protoc.messages(all));
        javac.compile(files);
    }
}
