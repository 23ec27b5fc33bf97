package io.micro4j.integration.go;

import io.micro4j.integration.go.Route.Direction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The cells that show soonest that Java and Go no longer understand each other. */
@TestInstance(Lifecycle.PER_CLASS)
final class GoCoreTest {
    private static final List<Direction> BOTH_WAYS = List.of(Direction.JAVA_TO_GO, Direction.GO_TO_JAVA);
    private final MatrixRun run = new MatrixRun();

    @AfterAll
    void close() throws Exception {
        run.close();
    }

    @TestFactory
    Stream<DynamicContainer> mucp() {
        return tests(MatrixRun.mucp(List.of(GoVersion.V5, GoVersion.V4), BOTH_WAYS).stream()
                .filter(route -> !route.contentType().endsWith("-rpc")));
    }

    @TestFactory
    Stream<DynamicContainer> grpc() {
        return tests(MatrixRun.grpc(List.of(GoVersion.V5), BOTH_WAYS).stream().filter(route -> !route.json()));
    }

    private Stream<DynamicContainer> tests(Stream<Route> routes) {
        return routes.map(route -> run.tests(route, Cell::core));
    }
}
