package io.micro4j.integration.interop;

import io.micro4j.integration.RunningProcess;
import io.micro4j.integration.grpc.GrpcTools;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Our client against grpc-go's own server. */
final class GoServerTest extends InteropCases {
    private static RunningProcess server;
    private static String address;

    @BeforeAll
    static void start() {
        server = RunningProcess.start(
                "grpc-go's server",
                new ProcessBuilder(GrpcTools.program("interopserver").toString()));
        address = "127.0.0.1:"
                + server.awaitLine(Pattern.compile("^(\\d+)$"), Duration.ofSeconds(20))
                        .group(1);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    String address() {
        return address;
    }
}
