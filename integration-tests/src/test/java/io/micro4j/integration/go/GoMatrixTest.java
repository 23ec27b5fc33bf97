package io.micro4j.integration.go;

import io.micro4j.integration.go.Route.Direction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every cell, along every route, as {@code docs/go-micro.md} shows them; {@link GoCoreTest} is the part that is always run. */
@Tag("slow")
final class GoMatrixTest {
    private static final MatrixRun RUN = new MatrixRun();

    @AfterAll
    static void report() throws Exception {
        RUN.close();
        if (RUN.isComplete()) {
            new MatrixReport(RUN.results()).write();
        }
    }

    @TestFactory
    Stream<DynamicContainer> mucp() {
        return MatrixRun.mucp(List.of(GoVersion.V5, GoVersion.V4), List.of(Direction.values())).stream()
                .map(route -> RUN.tests(route, cell -> true));
    }

    /** What Java has to do once it speaks gRPC. */
    @TestFactory
    Stream<DynamicContainer> grpc() {
        return MatrixRun.grpc(List.of(GoVersion.values()), List.of(Direction.GO_TO_GO)).stream()
                .map(route -> RUN.tests(route, cell -> true));
    }
}
