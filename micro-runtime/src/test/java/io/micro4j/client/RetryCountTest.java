package io.micro4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryCountTest {
    private final AtomicLong clock = new AtomicLong();

    private static long granted(RetryCount count, int asked) {
        return IntStream.range(0, asked).filter(i -> count.retry()).count();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void retriesAreShareOfCallsAndSoManyASecond() {
        RetryCount count = new RetryCount(new RetryBudget(20, 1), clock::get);
        IntStream.range(0, 100).forEach(i -> count.call());

        assertThat(granted(count, 1_000)).isEqualTo(20 + 10);
    }

    @Test
    void whatIsTenSecondsAgoCountsNoMore() {
        RetryCount count = new RetryCount(new RetryBudget(20, 1), clock::get);
        IntStream.range(0, 1_000).forEach(i -> count.call());
        assertThat(granted(count, 50)).isEqualTo(50);

        pass(Duration.ofSeconds(11));

        assertThat(granted(count, 1_000)).isEqualTo(10);
    }

    @Test
    void noBudgetMeansNoRetries() {
        RetryCount count = new RetryCount(new RetryBudget(0, 0), clock::get);
        count.call();

        assertThat(count.retry()).isFalse();
    }

    @Test
    void pausesGrowUpToABoundAndDifferFromCallToCall() {
        Random random = new Random(7);
        assertThat(RetryRules.pauseNanos(1, random)).isZero();
        for (int retry = 2; retry < 100; retry++) {
            long most = 10_000_000L << Math.min(retry - 2, 6);
            assertThat(RetryRules.pauseNanos(retry, random)).isBetween(most / 2, most);
        }
        assertThat(RetryRules.pauseNanos(5, random)).isNotEqualTo(RetryRules.pauseNanos(5, random));
    }
}
