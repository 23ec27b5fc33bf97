package io.micro4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micro4j.call.Deadline;
import io.micro4j.call.Hedging;
import io.micro4j.call.MicroException;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TimersTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final Timers timers = new Timers();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private Timeout after(long nanos) {
        return timers.after(nanos, () -> told.add("run"), closed -> told.add(closed.detail()));
    }

    @Test
    void whatIsPendingWhenItClosesIsToldSoOnce() {
        after(HOUR);
        after(HOUR).cancel();

        timers.close();
        timers.close();

        assertThat(told).containsExactly("the client is closed");
        assertThatExceptionOfType(MicroException.class)
                .isThrownBy(() -> after(HOUR))
                .satisfies(closed -> assertThat(closed.code()).isEqualTo(503));
    }

    @Test
    void whatHasRunIsNotToldThatItCloses() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        timers.after(0, ran::countDown, closed -> told.add(closed.detail()));
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();

        timers.close();

        assertThat(told).isEmpty();
    }

    @Test
    void aCallThatHasALimitEndsWithItsClient() {
        try (RetryHarness harness = new RetryHarness(RetryBudget.DEFAULT)) {
            Deadline until = Deadline.after(Duration.ofHours(1));
            OutgoingCall call = RetryHarness.call(RetryHarness.UNARY, List.of("a:1"), 0, Hedging.OFF, until);
            harness.threads.timers().limit(call, until, harness.send(call), System.nanoTime());

            harness.threads.close();

            assertThat(harness.transport.last().cancelled).isTrue();
            assertThat(harness.told.failure().code()).isEqualTo(503);
            assertThat(harness.told.failure().detail()).contains("the client is closed");
        }
    }
}
