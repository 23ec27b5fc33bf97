package io.micro4j.integration.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Int32Value;
import io.micro4j.client.Client;
import io.micro4j.integration.RunningProcess;
import io.micro4j.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A subscriber in another process, found by the {@code local} registry. It registers twice, as a service and as a subscriber: that the second one renews
 * the first must not make it look dead.
 */
final class LocalSubscriberTest {
    private static final int COUNT = 10;

    @TempDir
    Path directory;

    @Test
    void hearsAPublisherOfAnotherProcess() throws Exception {
        Path file = directory.resolve("handled");
        Path registry = directory.resolve("registry");
        ProcessBuilder command = Recorder.command(registry, "numbers", "", file, 0);

        try (RunningProcess subscriber = RunningProcess.start("subscriber", command);
                Client client = Service.builder()
                        .environment(Recorder.environment(registry))
                        .buildClient()) {
            subscriber.awaitLine(Pattern.compile("^subscribed"), Duration.ofSeconds(30));
            for (int number = 0; number < COUNT; number++) {
                client.publish("numbers", Int32Value.of(number));
            }
        }

        assertThat(Recorder.read(file, COUNT)).containsOnly(1);
    }
}
