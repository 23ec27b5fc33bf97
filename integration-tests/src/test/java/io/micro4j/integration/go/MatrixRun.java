package io.micro4j.integration.go;

import io.micro4j.integration.go.Route.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** Runs cells as tests, and notes which went as they should. For one thread. */
final class MatrixRun implements AutoCloseable {
    private static final int TRIES = 3;

    /** Longer than a run takes, so that no connection grows too old between two calls that have to share it. */
    private static final Duration POOL_TTL = Duration.ofHours(1);

    private final Matrix peers = new Matrix(POOL_TTL);
    private final Map<Route, Map<Cell, String>> results = new LinkedHashMap<>();
    private int begun;

    /** Returns the routes along which go-micro's own wire runs. */
    static List<Route> mucp(List<GoVersion> versions, List<Direction> directions) {
        return routes(
                "mucp",
                List.of("application/protobuf", "application/json", "application/proto-rpc", "application/json-rpc"),
                versions,
                directions);
    }

    /** Returns the routes along which gRPC runs. */
    static List<Route> grpc(List<GoVersion> versions, List<Direction> directions) {
        return routes("grpc", List.of("application/grpc+proto", "application/grpc+json"), versions, directions);
    }

    private static List<Route> routes(
            String wire, List<String> types, List<GoVersion> versions, List<Direction> directions) {
        return versions.stream()
                .flatMap(version -> types.stream()
                        .flatMap(type ->
                                directions.stream().map(direction -> new Route(version, wire, direction, type))))
                .toList();
    }

    /** Returns a test for each cell, named after its route and what it carries. */
    DynamicContainer tests(Route route, Predicate<Cell> which) {
        return DynamicContainer.dynamicContainer(
                route.toString(),
                Cells.all().stream()
                        .filter(which)
                        .map(cell -> DynamicTest.dynamicTest(route + ", " + cell, () -> run(route, cell))));
    }

    /** Returns whether no test has failed, been skipped or left out. */
    boolean isComplete() {
        return begun > 0
                && begun == results.values().stream().mapToInt(Map::size).sum();
    }

    /** Returns what was found: for each route and cell that passed nothing, for others the reason. */
    Map<Route, Map<Cell, String>> results() {
        return results;
    }

    private void run(Route route, Cell cell) {
        begun++;
        List<Outcome> outcomes = new ArrayList<>();
        Calls calls = new Witness(peers.calls(route), outcomes::add);
        Limitation limitation = Limitation.of(route, cell).orElse(null);
        if (limitation == null) {
            passes(calls, route, cell);
        } else if (route.direction() != Direction.GO_TO_GO || limitation.always()) {
            fails(calls, outcomes, route, cell, limitation);
        }
        results.computeIfAbsent(route, key -> new LinkedHashMap<>())
                .put(cell, limitation == null ? "" : limitation.reason());
    }

    /** Where a Go server that is late loses messages to its shared buffer, one whole run of three is the proof. */
    private static void passes(Calls calls, Route route, Cell cell) {
        for (int left = cell.mayLoseReplies(route) ? TRIES : 1; ; left--) {
            try {
                cell.check().run(calls, route, Matrix.options(route));
                return;
            } catch (AssertionError e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    private static void fails(Calls calls, List<Outcome> outcomes, Route route, Cell cell, Limitation limitation) {
        try {
            cell.check().run(calls, route, Matrix.options(route));
        } catch (AssertionError e) {
            if (route.direction() != Direction.GO_TO_GO) {
                limitation.assertAnswered(cell, outcomes);
                Cells.assertCallable(calls, Matrix.options(route));
            }
            return;
        }
        if (limitation.always()) {
            throw new AssertionError("this works, and is listed as what go-micro does not do: " + limitation.reason());
        }
    }

    @Override
    public void close() throws Exception {
        peers.close();
    }
}
