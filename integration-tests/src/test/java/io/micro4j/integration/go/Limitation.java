package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.integration.go.Route.Direction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What go-micro itself does not do, so that Java on the other side can't either.
 *
 * @param reason why, for a reader of the matrix
 * @param always whether the cell then fails each time; otherwise it may
 * @param answer what the cell's first call gets if it is made or answered by Java; null where that cannot be said
 */
record Limitation(
        String reason,
        boolean always,
        BiPredicate<Route, Cell> where,
        @Nullable Answer answer) {
    /** Fails unless a call ended as it has to. */
    interface Answer {
        void check(Cell cell, Outcome outcome);
    }

    private static final Set<String> ONEOFS = Set.of("a oneof of text", "a oneof of a number", "a oneof of a message");
    private static final Set<String> OWN_JSON = Set.of("timestamp and duration", "field mask", "wrappers", "any");
    private static final Set<String> WITHOUT_EVERYTHING = Set.of(
            "an error with no more than a code",
            "metadata",
            "metadata that is not ASCII",
            "metadata of 4 KiB",
            "the server knows how long its caller waits",
            "a caller that gives up",
            "64 callers at once",
            "connections are used again");

    private static final List<Limitation> ALL = List.of(
            new Limitation(
                    "a go-micro server answers nothing after a panic; its caller gets 408 at the deadline",
                    true,
                    (route, cell) ->
                            mucp(route) && !route.servedByJava() && cell.name().equals("a panic"),
                    (cell, outcome) -> {
                        assertThat(outcome.failure().code()).isEqualTo(408);
                        assertThat(outcome.took()).isGreaterThan(Cells.SHORT.minusMillis(5));
                    }),
            new Limitation(
                    "a go-micro server that sends stream messages faster than its connection takes them writes the later over the earlier;"
                            + " leave some 100 ms between two",
                    false,
                    (route, cell) -> mucp(route)
                            && !route.servedByJava()
                            && cell.name().equals("500 replies as fast as they go")),
            new Limitation(
                    "a go-micro server loses about one in 4,000 calls that follow each other at once on one connection, unless each carries a"
                            + " `Micro-Stream` of its own, as those of a Java client do",
                    false,
                    (route, cell) -> mucp(route)
                            && route.direction() == Direction.GO_TO_GO
                            && cell.name().startsWith("15,000")),
            new Limitation(
                    "the gRPC library of this version sends no metadata that is not ASCII",
                    true,
                    (route, cell) -> route.wire().equals("grpc")
                            && route.version() != GoVersion.V2
                            && route.direction() != Direction.JAVA_TO_GO
                            && cell.name().equals("metadata that is not ASCII"),
                    inWords("contains value with non-printable ASCII characters")),
            new Limitation(
                    "for a field mask, a gRPC server of v4, and both sides of v2, know only `{\"paths\":[…]}`, which the library of their JSON makes"
                            + " of it, and not proto3's text, which v4's client, v5 and Java write; call with protobuf",
                    true,
                    (route, cell) -> route.wire().equals("grpc")
                            && route.json()
                            && cell.name().equals("field mask")
                            && switch (route.version()) {
                                case V5 -> false;
                                case V4 -> !route.servedByJava();
                                case V2 -> route.direction() != Direction.GO_TO_GO;
                            },
                    inWords("failed to unmarshal the received message|Cannot read peer.Everything")),
            new Limitation(
                    "a gRPC client of v2 writes JSON into buffers that it gives to its next call before they are sent, so that of many calls at once"
                            + " some go out with another's request; call with protobuf",
                    false,
                    (route, cell) -> route.wire().equals("grpc")
                            && route.version() == GoVersion.V2
                            && route.json()
                            && !route.calledByJava()
                            && cell.name().equals("64 callers at once")),
            new Limitation(
                    "Go's plain JSON, which stands here in place of proto3's, has no numbers that are not finite and no maps with bool keys",
                    true,
                    (route, cell) -> plainJson(route)
                            && (cell.name().startsWith("numbers that")
                                    || cell.name().equals("maps")),
                    inWords("JSON has no number for|unsupported (value|type)|cannot unmarshal")),
            new Limitation(
                    "JSON is read and written by Go's struct fields here, and so a oneof is dropped",
                    true,
                    (route, cell) -> plainJson(route) && ONEOFS.contains(cell.name()),
                    (cell, outcome) -> assertThat(outcome.reply()).isEqualTo(Everything.getDefaultInstance())),
            new Limitation(
                    "a go-micro server overwrites the last message of a stream with the stream's end, if its handler returns right after it",
                    true,
                    (route, cell) -> mucp(route)
                            && route.contentType().endsWith("-rpc")
                            && !route.servedByJava()
                            && (cell.shape().equals("client stream")
                                    || cell.shape().equals("bidi stream")),
                    Limitation::withoutTheLast),
            new Limitation(
                    "this version writes the well-known types as the Go structs that they are, not in the JSON that proto3 has for them",
                    true,
                    (route, cell) -> structsForJson(route) && OWN_JSON.contains(cell.name()),
                    inWords("Cannot read peer.Everything|cannot unmarshal")),
            new Limitation(
                    "a go-micro peer of this version writes `\"Choice\":null` for an unset oneof, and refuses that name when it reads it;"
                            + " the test's message has a oneof",
                    true,
                    (route, cell) -> structsForJson(route)
                            && route.direction() == Direction.GO_TO_GO
                            && !cell.name().startsWith("15,000")
                            && !WITHOUT_EVERYTHING.contains(cell.name())
                            && (cell.shape().equals("unary") || cell.name().equals("left by its caller"))));

    private Limitation(String reason, boolean always, BiPredicate<Route, Cell> where) {
        this(reason, always, where, null);
    }

    /** Fails unless the first of {@code outcomes} is what Java has to answer, or to be answered. */
    void assertAnswered(Cell cell, List<Outcome> outcomes) {
        if (answer != null) {
            assertThat(outcomes).as("calls that ended").isNotEmpty();
            answer.check(cell, outcomes.get(0));
        }
    }

    /** The call fails with these words. */
    private static Answer inWords(String pattern) {
        return (cell, outcome) -> assertThat(outcome.failure().detail()).containsPattern(pattern);
    }

    /** Without the only reply the call has failed; without the last of many it has ended. */
    private static void withoutTheLast(Cell cell, Outcome outcome) {
        if (cell.shape().equals("client stream")) {
            assertThat(outcome.failure().detail()).containsPattern("ended the call without a reply|cannot be read");
        } else {
            assertThat(outcome.numbers()).doesNotContain(0L);
        }
    }

    /** Returns what keeps {@code cell} from being as it should along {@code route}. */
    static Optional<Limitation> of(Route route, Cell cell) {
        return ALL.stream().filter(one -> one.where().test(route, cell)).findFirst();
    }

    private static boolean mucp(Route route) {
        return route.wire().equals("mucp");
    }

    /** Go's own JSON, which is also read as that: all of json-rpc. */
    private static boolean plainJson(Route route) {
        return structsForJson(route) || mucp(route) && route.contentType().equals("application/json-rpc");
    }

    /** What v4 writes as Go's own JSON, and reads as proto3's. */
    private static boolean structsForJson(Route route) {
        return mucp(route)
                && route.version() == GoVersion.V4
                && route.contentType().equals("application/json");
    }
}
