package io.micro4j.integration.grpc;

import io.micro4j.integration.Machine;
import io.micro4j.integration.Needs;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of others that speak gRPC and HTTP/2. */
public final class GrpcTools {
    private GrpcTools() {}

    /** Returns the program {@code name}; skips the test where it has not been built. */
    public static Path program(String name) {
        Path program = Machine.root().resolve("integration-tests/go/target/grpctools/" + name);
        Needs.that(Files.isExecutable(program), name + " is not built; run integration-tests/go/build.sh grpctools");
        return program;
    }
}
