package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.greeter.GreeterClient;
import com.example.greeter.HelloRequest;
import io.micro4j.client.Client;
import io.micro4j.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to end while callers are at work, with another beside it: no call may fail. */
final class RollTest {
    private static final int CALLERS = 64;
    private static final int CALLS_BETWEEN = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(120)
    void noCallFailsWhenAServerOfTwoGetsSigterm(@TempDir Path directory) throws InterruptedException {
        Example example = Example.UNCONFIGURED.withLocalDirectory(directory);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

        try (RunningProcess first = example.startServer();
                RunningProcess second = example.startServer();
                Client client = client(directory)) {
            GreeterClient greeter = GreeterClient.of(client, "greeter");
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> callUntilDone(greeter));
            }
            awaitMoreCalls("before the first server is told to end");

            first.terminate();
            int exit = first.awaitExit(PATIENCE);
            awaitMoreCalls("after the first server has ended");
            done.set(true);
            callers.shutdown();

            assertThat(callers.awaitTermination(30, TimeUnit.SECONDS))
                    .as("all callers have ended")
                    .isTrue();
            assertThat(failures).as("calls that failed, of %s", answered).isEmpty();
            assertThat(exit).as("SIGTERM, drained").isIn(0, 143);
            assertThat(second.output()).doesNotContain("WARN");
        } finally {
            done.set(true);
            callers.shutdownNow();
        }
    }

    private void callUntilDone(GreeterClient greeter) {
        HelloRequest request = HelloRequest.newBuilder().setName("Ada").build();
        while (!done.get()) {
            try {
                greeter.hello(request);
                answered.incrementAndGet();
            } catch (RuntimeException e) {
                failures.add(e);
                return;
            }
        }
    }

    private void awaitMoreCalls(String when) {
        int enough = answered.get() + CALLS_BETWEEN;
        Awaitility.await(CALLS_BETWEEN + " calls " + when)
                .atMost(PATIENCE)
                .until(() -> answered.get() >= enough || !failures.isEmpty());
    }

    private static Client client(Path directory) {
        return Service.builder()
                .environment(Map.of("MICRO_MDNS_INTERFACES", "lo", "MICRO_LOCAL_DIRECTORY", directory.toString()))
                .buildClient();
    }
}
