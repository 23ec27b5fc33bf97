package io.micro4j.integration.go;

import io.micro4j.integration.go.Route.Direction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What go-micro itself does not do, so that Java on the other side can't either.
 *
 * @param reason why, for a reader of the matrix
 * @param always whether the cell then fails each time; otherwise it may
 */
record Limitation(String reason, boolean always, BiPredicate<Route, Cell> where) {
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
                            mucp(route) && !route.servedByJava() && cell.name().equals("a panic")),
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
                            && cell.name().equals("metadata that is not ASCII")),
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
                            }),
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
                                    || cell.name().equals("maps"))),
            new Limitation(
                    "JSON is read and written by Go's struct fields here, and so a oneof is dropped",
                    true,
                    (route, cell) -> plainJson(route) && ONEOFS.contains(cell.name())),
            new Limitation(
                    "a go-micro server overwrites the last message of a stream with the stream's end, if its handler returns right after it",
                    true,
                    (route, cell) -> mucp(route)
                            && route.contentType().endsWith("-rpc")
                            && !route.servedByJava()
                            && (cell.shape().equals("client stream")
                                    || cell.shape().equals("bidi stream"))),
            new Limitation(
                    "this version writes the well-known types as the Go structs that they are, not in the JSON that proto3 has for them",
                    true,
                    (route, cell) -> structsForJson(route) && OWN_JSON.contains(cell.name())),
            new Limitation(
                    "a go-micro peer of this version writes `\"Choice\":null` for an unset oneof, and refuses that name when it reads it;"
                            + " the test's message has a oneof",
                    true,
                    (route, cell) -> structsForJson(route)
                            && route.direction() == Direction.GO_TO_GO
                            && !cell.name().startsWith("15,000")
                            && !WITHOUT_EVERYTHING.contains(cell.name())
                            && (cell.shape().equals("unary") || cell.name().equals("left by its caller"))));

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
