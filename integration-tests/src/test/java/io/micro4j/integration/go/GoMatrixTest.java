package io.micro4j.integration.go;

import io.micro4j.integration.go.Route.Direction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every cell, along every route; {@link GoCoreTest} is the part of it that is always run. */
@Tag("slow")
final class GoMatrixTest {
    private static final MatrixRun RUN = new MatrixRun();

    @AfterAll
    static void close() throws Exception {
        RUN.close();
    }

    @TestFactory
    Stream<DynamicContainer> mucp() {
        return MatrixRun.mucp(List.of(GoVersion.V5, GoVersion.V4), List.of(Direction.values())).stream()
                .map(route -> RUN.tests(route, cell -> true));
    }
}
