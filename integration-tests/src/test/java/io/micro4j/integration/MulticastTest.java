package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the two default registries finds the server, in a network where only loopback is there. */
@Tag("slow")
final class MulticastTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path shared;

    @TempDir
    Path other;

    @Test
    void findsTheServerByMulticastAlone() {
        try (Namespace network = Namespace.create();
                RunningProcess server = sharing(network).startServer();
                RunningProcess client = apart(network).startClient()) {
            assertThat(client.awaitExit(LIMIT))
                    .as(client + " said:\n" + client.output())
                    .isZero();
            assertThat(client.output().lines()).contains(ExampleTest.REPLIES);
        }
    }

    @Test
    void findsTheServerWhereMulticastIsBlocked() {
        try (Namespace network = Namespace.create()) {
            network.blockMulticast();

            try (RunningProcess server = sharing(network).startServer();
                    RunningProcess client = sharing(network).startClient()) {
                assertThat(client.awaitExit(LIMIT))
                        .as(client + " said:\n" + client.output())
                        .isZero();
                assertThat(client.output().lines()).contains(ExampleTest.REPLIES);
                assertThat(network.dropped())
                        .as("datagrams that the firewall dropped")
                        .isPositive();
            }
        }
    }

    /** Shows that the firewall is what the test above says: with neither registry in common, nothing is found. */
    @Test
    void findsNothingWithNeitherMulticastNorDirectory() {
        try (Namespace network = Namespace.create()) {
            network.blockMulticast();

            try (RunningProcess server = sharing(network).startServer();
                    RunningProcess client = apart(network).startClient()) {
                assertThat(client.awaitExit(LIMIT)).isNotZero();
                assertThat(client.output()).contains("greeter").contains("MicroException");
            }
        }
    }

    private Example sharing(Namespace network) {
        return Example.UNCONFIGURED.within(network).withLocalDirectory(shared);
    }

    private Example apart(Namespace network) {
        return Example.UNCONFIGURED.within(network).withLocalDirectory(other);
    }
}
