package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example without a proto: two processes that find each other, and curl. */
final class InventoryTest {
    /** What the client prints. */
    static final String[] REPLIES = {
        "find <-- Stock[sku=Sku[number=bolt-8], pieces=100, shelves=[A1]]",
        "deliver <-- Receipt[pieces={bolt-8=20, nut-8=40}]",
        "list <-- Stock[sku=Sku[number=bolt-8], pieces=120, shelves=[A1, B2]]",
        "list <-- Stock[sku=Sku[number=nut-8], pieces=40, shelves=[B2]]",
        "reserve <-- Reservation[order=Order[sku=Sku[number=bolt-8], pieces=90], outcome=RESERVED, left=30]",
        "reserve <-- Reservation[order=Order[sku=Sku[number=bolt-8], pieces=90], outcome=SOLD_OUT, left=30]"
    };

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void callsInEachShapeFromAnotherProcess() {
        try (RunningProcess server = Example.INVENTORY.startServer();
                RunningProcess client = Example.INVENTORY.startClient()) {
            int exit = client.awaitExit(LIMIT);

            assertThat(exit).as(client.output()).isZero();
            assertThat(client.output().lines().filter(line -> line.contains("<--")))
                    .containsExactly(REPLIES);
        }
    }

    @Test
    void answersCurl() {
        Needs.program("curl");
        try (RunningProcess server = Example.INVENTORY.startServer()) {
            assertThat(curl(server, "Inventory.Find", "{\"number\": \"bolt-8\", \"unknown\": [1]}"))
                    .contains("{\"sku\":{\"number\":\"bolt-8\"},\"pieces\":100,\"shelves\":[\"A1\"]}");
            assertThat(curl(server, "Inventory.Find", "{\"number\": \"bolt-9\"}"))
                    .contains("Micro-Error: ", "there is no bolt-9");
        }
    }

    private static String curl(RunningProcess server, String endpoint, String body) {
        ProcessBuilder command = new ProcessBuilder(List.of(
                "curl",
                "-sSi",
                "-H",
                "Content-Type: application/json",
                "-H",
                "Micro-Endpoint: " + endpoint,
                "-d",
                body,
                "http://" + Example.address(server)));
        try (RunningProcess curl = RunningProcess.start("curl", command)) {
            assertThat(curl.awaitExit(LIMIT)).as(curl.output()).isZero();
            return curl.output();
        }
    }
}
