package io.micro4j.client;

import static io.micro4j.client.RetryHarness.UNARY;
import static io.micro4j.client.RetryHarness.broken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Hedging;
import io.micro4j.call.MicroException;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HedgingTest {
    private static final Endpoint<byte[], byte[]> IDEMPOTENT = UNARY.idempotent();
    private static final Hedging SOON = Hedging.after(Duration.ofMillis(1));

    private RetryHarness harness = new RetryHarness(RetryBudget.DEFAULT);

    @AfterEach
    void close() {
        harness.close();
    }

    private ScriptedTransport.Attempt attempt(int at) {
        await("attempt " + at).until(() -> harness.transport.attempts.size() > at);
        return harness.transport.attempts.get(at);
    }

    @Test
    void theFirstReplyIsTakenAndTheOtherCallIsCancelled() {
        harness.unary(IDEMPOTENT, 3, SOON);
        ScriptedTransport.Attempt second = attempt(1);

        assertThat(second.node).isNotEqualTo(attempt(0).node);
        second.replies.message(Body.EMPTY);
        second.replies.end(End.OK);

        assertThat(attempt(0).cancelled).isTrue();
        assertThat(second.cancelled).isFalse();
        assertThat(harness.told.messages).hasSize(1);
        assertThat(harness.told.ends).isEqualTo(1);
        assertThat(harness.told.end).isEqualTo(End.OK);
    }

    @Test
    void aReplyThatComesSecondIsNotTold() {
        harness.unary(IDEMPOTENT, 3, SOON);
        attempt(1).replies.message(Body.EMPTY);

        attempt(0).replies.message(Body.EMPTY);

        assertThat(harness.told.messages).hasSize(1);
    }

    @Test
    void whereOneFailsTheOtherIsWaitedFor() {
        harness.unary(IDEMPOTENT, 0, SOON);
        attempt(1).replies.end(broken());
        assertThat(harness.told.end).isNull();

        attempt(0).replies.message(Body.EMPTY);
        attempt(0).replies.end(End.OK);

        assertThat(harness.told.end).isEqualTo(End.OK);
    }

    @Test
    void whereAllFailTheErrorNamesThemAll() {
        harness.unary(IDEMPOTENT, 0, SOON);
        attempt(1).replies.end(broken());

        attempt(0).replies.end(broken());

        assertThat(harness.told.failure().attempts()).hasSize(2);
    }

    @Test
    void aCallerThatLeavesEndsThemAllAndIsToldOnce() {
        var socket = harness.unary(IDEMPOTENT, 3, SOON);
        attempt(1);

        socket.cancel(End.failed(MicroException.cancelled("enough")));

        assertThat(harness.transport.attempts).allMatch(each -> each.cancelled);
        assertThat(harness.told.ends).isEqualTo(1);
    }

    @Test
    void noMoreThanWereAllowedAreMade() {
        harness.unary(IDEMPOTENT, 3, SOON.withMost(2));
        attempt(2);

        attempt(0).replies.end(End.OK);

        assertThat(harness.transport.attempts).hasSize(3);
    }

    @Test
    void endpointsThatAreNotIdempotentAreNotHedged() throws InterruptedException {
        harness.unary(UNARY, 3, SOON);
        harness.unary(IDEMPOTENT, 3, SOON);

        attempt(2);

        assertThat(harness.transport.attempts).hasSize(3);
    }

    @Test
    void theBudgetBoundsThem() {
        harness.close();
        harness = new RetryHarness(new RetryBudget(34, 0));
        for (int call = 0; call < 3; call++) {
            harness.unary(IDEMPOTENT, 3, Hedging.after(Duration.ofMillis(50)));
        }
        attempt(3);
        harness.unary(IDEMPOTENT, 3, SOON);
        attempt(4).replies.message(Body.EMPTY);

        assertThat(harness.transport.attempts).hasSize(5);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hedging.after(Duration.ofMillis(-1)))
                .withMessageContaining("Duration.ZERO");
        assertThatIllegalArgumentException().isThrownBy(() -> SOON.withMost(0)).withMessageContaining("Hedging.OFF");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryBudget.DEFAULT.withPercent(-1))
                .withMessageContaining("use 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryBudget.DEFAULT.withPerSecond(-1))
                .withMessageContaining("use 0");
    }
}
