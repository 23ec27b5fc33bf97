package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The README's call without any client of ours. */
final class CurlTest {
    @Test
    void answersTheCallOfTheReadme() {
        Needs.program("curl");
        try (RunningProcess server = Example.UNCONFIGURED.startServer()) {
            String shown = Readme.read().curl();
            assertThat(shown).contains("http://127.0.0.1:8080");
            String command = shown.replace("127.0.0.1:8080", Example.address(server));

            try (RunningProcess curl = RunningProcess.start("curl", new ProcessBuilder("sh", "-c", command))) {
                assertThat(curl.awaitExit(Duration.ofSeconds(20)))
                        .as(curl.output())
                        .isZero();
                assertThat(curl.output()).contains("{\"message\":\"Hello Ada\"}");
            }
        }
    }
}
