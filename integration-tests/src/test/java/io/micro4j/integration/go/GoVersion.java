package io.micro4j.integration.go;

import io.micro4j.integration.Machine;
import io.micro4j.integration.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A release of go-micro. */
enum GoVersion {
    V5("v5.30.0"),
    V4("v4.11.0"),
    /** Speaks gRPC unless told otherwise. */
    V2("v2.9.1");

    private final String release;

    GoVersion(String release) {
        this.release = release;
    }

    /** Returns the program; skips the test where it has not been built. */
    Path program() {
        String name = name().toLowerCase(Locale.ROOT);
        Path program = Machine.root().resolve("integration-tests/go/target/" + name + "/peer");
        Needs.that(
                Files.isExecutable(program),
                "the peer on go-micro " + release + " is not built; run integration-tests/go/build.sh " + name);
        return program;
    }

    @Override
    public String toString() {
        return release;
    }
}
