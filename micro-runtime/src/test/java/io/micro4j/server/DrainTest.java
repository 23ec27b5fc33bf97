package io.micro4j.server;

import static io.micro4j.server.ServerHarness.HELLO;
import static io.micro4j.server.ServerHarness.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.call.MicroException;
import io.micro4j.transport.End;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DrainTest {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch hold = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private ServerHarness harness;

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void answersWhatGoesOnAndRefusesWhatComes() throws InterruptedException {
        serve(Duration.ofSeconds(20));
        RawCall running = harness.call(HELLO).ask("running");
        assertThat(entered.await(10, TimeUnit.SECONDS))
                .as("the handler's start")
                .isTrue();

        String address = harness.server.address();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(harness.server::stop);
        Awaitility.await("deregistration")
                .atMost(PATIENCE)
                .until(() -> harness.registry.find("greeter").isEmpty());
        End refused = awaitRefusal(address);
        assertThat(harness.server.isReady()).isFalse();
        hold.countDown();

        assertThat(refused.error().code()).isEqualTo(503);
        assertThat(refused.neverSent()).isTrue();
        assertThat(running.reply()).isEqualTo("running");
        assertThat(running.end().isOk()).isTrue();
        assertThat(stop).succeedsWithin(PATIENCE);
    }

    @Test
    void cancelsWhatDoesNotEndInTime() throws InterruptedException {
        serve(Duration.ofMillis(50));
        RawCall running = harness.call(HELLO).ask("running");
        assertThat(entered.await(10, TimeUnit.SECONDS))
                .as("the handler's start")
                .isTrue();

        harness.server.stop();

        assertThat(running.end().error().code()).isEqualTo(499);
        assertThat(interrupted).succeedsWithin(PATIENCE);
    }

    @Test
    void stopsOnceAndNotAgain() {
        serve(Duration.ofSeconds(5));

        harness.server.stop();
        harness.server.stop();
        harness.server.close();

        assertThatThrownBy(harness.server::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(harness.server::address)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("greeter does not run; start() it first");
    }

    /** Between the deregistration and the first refusal a call may still be let in; it is answered. */
    private End awaitRefusal(String address) {
        return Awaitility.await("a refusal")
                .atMost(PATIENCE)
                .until(() -> harness.callTo(address, HELLO).ask("late").end(), end -> !end.isOk());
    }

    private void serve(Duration drainTime) {
        harness = ServerHarness.with(
                options -> options.drainTime(drainTime).handlerThreads(2),
                routes -> routes.unary(HELLO, name -> {
                    if (name.equals("running")) {
                        entered.countDown();
                        waitForIt();
                    }
                    return name;
                }));
    }

    private void waitForIt() {
        try {
            assertThat(hold.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            interrupted.complete(true);
            throw MicroException.cancelled("interrupted");
        }
    }
}
