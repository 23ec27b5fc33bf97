package io.micro4j.integration.go;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micro4j.integration.Machine;
import io.micro4j.integration.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Publish and subscribe between Java and Go, over the http broker and multicast, with nothing configured. Writes its part of {@code docs/go-micro.md}. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
final class GoBrokerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> TYPES = List.of("application/protobuf", "application/json");
    /** A publisher in Java looks for subscribers for so long, that it may find them all on a machine that is busy. */
    private static final Map<String, String> PATIENT = Map.of("MICRO_MDNS_WINDOW", "1000");

    /** The first number of events that only show who hears them. */
    private static final int PROBE = 1_000;

    private static final Pattern EVENT = Pattern.compile("event (\\d+)");
    private static final String TOPIC = "it.orders";
    private static final String BEGIN = "<!-- From here on written by GoBrokerTest. -->\n";
    private static final String END = "<!-- Up to here written by GoBrokerTest. -->\n";

    private final Map<String, List<String>> passed = new LinkedHashMap<>();

    private Neighbours network;

    @TempDir
    Path directory;

    static Stream<Arguments> pairs() {
        return Stream.of(GoVersion.values())
                .flatMap(version -> TYPES.stream().map(type -> Arguments.of(version, type)));
    }

    @BeforeEach
    void network() {
        network = new Neighbours(directory, PATIENT);
    }

    @AfterEach
    void close() throws Exception {
        network.close();
    }

    @AfterAll
    void report() throws IOException {
        List<String> versions =
                Stream.of(GoVersion.values()).map(GoVersion::toString).toList();
        if (passed.size() == 2 * TYPES.size() + 1
                && passed.values().stream().allMatch(each -> each.containsAll(versions))) {
            document(versions);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void javaPublishesToGo(GoVersion version, String type) {
        GoPeer go = network.go(version);
        assertThat(go.run(subscribe(""), LIMIT).error()).isNull();

        javaPublishes(type, 1, 3);

        for (int number = 1; number <= 3; number++) {
            String sought = "event " + number;
            String line = go.awaitLine(said -> said.contains(sought), LIMIT);
            assertThat(line).startsWith("received " + TOPIC + " ").endsWith(type);
        }
        passed("Java publishes to Go, `" + type + "`", version);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void goPublishesToJava(GoVersion version, String type) {
        RunningProcess java = javaSubscribes();
        GoPeer go = network.go(version);
        awaitFound(go, List.of(() -> lines(java)));

        goPublishes(go, type, 1, 3);

        for (int number = 1; number <= 3; number++) {
            java.awaitLine(Pattern.compile("received event " + number + " as " + type), LIMIT);
        }
        passed("Go publishes to Java, `" + type + "`", version);
    }

    /** Members of one queue on every version and in Java: each event reaches one of them, and each subscriber without a queue. */
    @ParameterizedTest
    @EnumSource
    void aQueueSpansVersions(GoVersion version) {
        List<GoPeer> members =
                Stream.of(GoVersion.values()).map(each -> network.go(each)).toList();
        members.forEach(member ->
                assertThat(member.run(subscribe("mail"), LIMIT).error()).isNull());
        List<RunningProcess> javaMembers = List.of(javaSubscribes("mail"), javaSubscribes("mail"));
        GoPeer goAll = network.go(version);
        assertThat(goAll.run(subscribe(""), LIMIT).error()).isNull();
        RunningProcess javaAll = javaSubscribes();
        GoPeer publisher = network.go(version);
        List<Supplier<List<String>>> subscribers = new ArrayList<>();
        Stream.concat(members.stream(), Stream.of(goAll)).forEach(go -> subscribers.add(go::lines));
        Stream.concat(javaMembers.stream(), Stream.of(javaAll)).forEach(java -> subscribers.add(() -> lines(java)));
        awaitFound(publisher, subscribers);

        goPublishes(publisher, "application/protobuf", 0, 30);
        javaPublishes("application/protobuf", 30, 30);

        List<Integer> all = IntStream.range(0, 60).boxed().toList();
        List<List<Integer>> queue = new ArrayList<>();
        await().atMost(LIMIT).untilAsserted(() -> {
            queue.clear();
            members.forEach(member -> queue.add(events(member.lines())));
            javaMembers.forEach(member -> queue.add(events(lines(member))));
            assertThat(events(goAll.lines())).containsExactlyInAnyOrderElementsOf(all);
            assertThat(events(lines(javaAll))).containsExactlyInAnyOrderElementsOf(all);
            assertThat(queue.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
        });
        assertThat(queue).as("each member got some").noneMatch(List::isEmpty);
        passed("a queue with members on all three and in Java gets each event once, whoever publishes", version);
    }

    private static GoCommand subscribe(String queue) {
        return GoCommand.of("subscribe").with("Topic", TOPIC).with("Queue", queue);
    }

    private RunningProcess javaSubscribes(String... queue) {
        RunningProcess java = network.java(
                BrokerProgram.class,
                Stream.concat(Stream.of("subscribe", TOPIC), Stream.of(queue)).toArray(String[]::new));
        java.awaitLine(Pattern.compile("subscribed"), LIMIT);
        return java;
    }

    private void javaPublishes(String type, int first, int count) {
        RunningProcess java =
                network.java(BrokerProgram.class, "publish", TOPIC, type, String.valueOf(first), String.valueOf(count));
        assertThat(java.awaitExit(LIMIT)).as(java.output()).isZero();
        assertThat(java.output()).contains("published " + count);
    }

    private static void goPublishes(GoPeer go, String type, int first, int count) {
        for (int number = first; number < first + count; number++) {
            assertThat(go.run(publication(type, number), LIMIT).error()).isNull();
        }
    }

    private static GoCommand publication(String type, int number) {
        return GoCommand.of("publish")
                .with("Topic", TOPIC)
                .with("Type", type)
                .with("Metadata", Map.of())
                .with(Event.newBuilder().setText("event " + number).build());
    }

    /** A go-micro publisher keeps for a minute whom it has found in 100 ms, and tells nobody else: waits until it has found all. */
    private static void awaitFound(GoPeer publisher, List<Supplier<List<String>>> subscribers) {
        AtomicInteger next = new AtomicInteger(PROBE);
        await().atMost(LIMIT.multipliedBy(4)).until(() -> {
            publisher.run(publication("application/protobuf", next.getAndIncrement()), LIMIT);
            return subscribers.stream().noneMatch(said -> numbers(said.get()).isEmpty());
        });
    }

    private static List<String> lines(RunningProcess java) {
        return java.output().lines().toList();
    }

    /** Returns the numbers of the events that were received, without those that only show who hears them. */
    private static List<Integer> events(List<String> lines) {
        return numbers(lines).stream().filter(number -> number < PROBE).toList();
    }

    private static List<Integer> numbers(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("received "))
                .flatMap(line -> EVENT.matcher(line).results())
                .map(result -> Integer.valueOf(result.group(1)))
                .toList();
    }

    private void passed(String row, GoVersion version) {
        passed.computeIfAbsent(row, name -> new ArrayList<>()).add(version.toString());
    }

    private void document(List<String> versions) throws IOException {
        Path page = Machine.root().resolve("docs/go-micro.md");
        String before = Files.readString(page, UTF_8);
        StringBuilder table = new StringBuilder(
                "\n| | " + String.join(" | ", versions) + " |\n|---|" + ":-:|".repeat(versions.size()) + "\n");
        new TreeSet<>(passed.keySet())
                .forEach(row -> table.append("| ")
                        .append(row)
                        .append(" |")
                        .append(" ✓ |".repeat(versions.size()))
                        .append('\n'));
        String after = before.substring(0, before.indexOf(BEGIN) + BEGIN.length()) + table + "\n"
                + before.substring(before.indexOf(END));
        if (!after.equals(before)) {
            Files.writeString(page, after, UTF_8);
            throw new AssertionError(page + " did not say what passed; it does now: look at it and commit it");
        }
    }
}
