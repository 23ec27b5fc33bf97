package io.micro4j.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.call.Metadata;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Nonsense is refused by the call that says it, in words. */
final class SubscribeOptionsTest {
    private static final SubscribeOptions OPTIONS = SubscribeOptions.DEFAULT;

    @Test
    void refusesNonsense() {
        refuses(() -> OPTIONS.withConcurrency(0), "concurrency is 0");
        refuses(() -> OPTIONS.withQueued(-1), "queued is -1");
        refuses(() -> OPTIONS.withRetries(-1), "retries is -1");
        refuses(() -> OPTIONS.withRetryDelay(Duration.ofSeconds(-1)), "retryDelay is PT-1S");
        refuses(() -> OPTIONS.check(" "), "needs a topic");
        refuses(() -> OPTIONS.withDeadLetterTopic("orders").check("orders"), "its own dead-letter topic");
        refuses(() -> new Event("", Metadata.EMPTY, new byte[0]), "needs a topic");
        refuses(() -> BrokerOptions.DEFAULT.withTimeout(Duration.ZERO), "timeout is PT0S");
        refuses(() -> BrokerOptions.DEFAULT.withMaxEventBytes(0), "maxEventBytes is 0");
        refuses(() -> BrokerOptions.DEFAULT.withDrainTime(Duration.ofSeconds(-1)), "drainTime is PT-1S");
    }

    private static void refuses(ThrowingCallable nonsense, String words) {
        assertThatThrownBy(nonsense)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}
