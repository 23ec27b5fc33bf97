package io.micro4j.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * go-micro, client and server: the program {@code integration-tests/go/bench}, which does as {@link Worker} does.
 *
 * @param wire {@code mucp} or {@code grpc}
 */
record GoMicro(String name, String wire) implements Contender {
    private static final Path PROGRAM = Path.of("integration-tests", "go", "target", "bench", "bench");

    @Override
    public String description() {
        return wire.equals("grpc") ? "go-micro v5, its gRPC client and server" : "go-micro v5 over its HTTP";
    }

    @Override
    public List<String> server(Jvm jvm) {
        return command("server", wire);
    }

    @Override
    public List<String> client(Jvm jvm, String address) {
        return command("client", wire, address);
    }

    /** As go-micro warns at each start that it would not verify certificates, it is told to, though there are none here. */
    private static List<String> command(String... arguments) {
        return Stream.concat(Stream.of("env", "MICRO_TLS_SECURE=true", PROGRAM.toString()), Stream.of(arguments))
                .toList();
    }

    @Override
    public boolean carries(Load load) {
        return load == Load.BLOCKING;
    }

    @Override
    public boolean isHere() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public String needs() {
        return "there is no " + PROGRAM + "; install Go and run integration-tests/go/build.sh";
    }
}
