package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The example: two processes that find each other with nothing configured. */
final class ExampleTest {
    /** What the client prints, in this order among the lines of each call. */
    static final String[] REPLIES = {
        "hello <-- Hello Ada",
        "repeat <-- Hello Grace",
        "repeat <-- Hello again, Grace",
        "repeat <-- Still here, Grace",
        "together <-- Hello Ada and Grace",
        "chat <-- Hello Ada",
        "chat <-- Hello Grace"
    };

    @Test
    void callsInEachShapeFromAnotherProcess() {
        try (RunningProcess server = Example.UNCONFIGURED.startServer();
                RunningProcess client = Example.UNCONFIGURED.startClient()) {
            int exit = client.awaitExit(Duration.ofSeconds(30));

            assertThat(exit).as(client.output()).isZero();
            assertThat(client.output().lines().filter(line -> line.contains("<--")))
                    .containsExactly(REPLIES);
            assertThat(client.output().lines())
                    .contains("hello --> Ada", "repeat --> Grace", "together --> Grace", "chat --> Grace");
        }
    }

    @Test
    void stopsOnSigterm() {
        try (RunningProcess server = Example.UNCONFIGURED.startServer()) {
            server.terminate();

            assertThat(server.awaitExit(Duration.ofSeconds(15)))
                    .as(server.output())
                    .isEqualTo(128 + 15);
        }
    }
}
