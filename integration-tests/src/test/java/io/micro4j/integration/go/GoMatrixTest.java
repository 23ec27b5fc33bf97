package io.micro4j.integration.go;

import io.micro4j.integration.go.Route.Direction;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every cell, along every route, as {@code docs/go-micro.md} shows them; {@link GoCoreTest} is the part that is always run. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
final class GoMatrixTest {
    /** Finds the routes to run, if not all; the document is then left alone. */
    private static final Pattern ROUTES = Pattern.compile(System.getProperty("micro.matrix.routes", ""));

    private final MatrixRun run = new MatrixRun();

    @AfterAll
    void report() throws Exception {
        run.close();
        if (run.isComplete() && ROUTES.pattern().isEmpty()) {
            new MatrixReport(run.results()).write();
        }
    }

    @TestFactory
    Stream<DynamicContainer> mucp() {
        return tests(MatrixRun.mucp(List.of(GoVersion.V5, GoVersion.V4), List.of(Direction.values())));
    }

    @TestFactory
    Stream<DynamicContainer> grpc() {
        return tests(MatrixRun.grpc(List.of(GoVersion.values()), List.of(Direction.values())));
    }

    private Stream<DynamicContainer> tests(List<Route> routes) {
        return routes.stream()
                .filter(route -> ROUTES.matcher(route.toString()).find())
                .map(route -> run.tests(route, cell -> true));
    }
}
