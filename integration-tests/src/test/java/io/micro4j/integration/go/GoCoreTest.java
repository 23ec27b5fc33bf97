package io.micro4j.integration.go;

import io.micro4j.integration.go.Route.Direction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The cells that show soonest that Java and Go no longer understand each other. */
final class GoCoreTest {
    private static final List<Direction> BOTH_WAYS = List.of(Direction.JAVA_TO_GO, Direction.GO_TO_JAVA);
    private static final MatrixRun RUN = new MatrixRun();

    @AfterAll
    static void close() throws Exception {
        RUN.close();
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

    private static Stream<DynamicContainer> tests(Stream<Route> routes) {
        return routes.map(route -> RUN.tests(route, Cell::core));
    }
}
