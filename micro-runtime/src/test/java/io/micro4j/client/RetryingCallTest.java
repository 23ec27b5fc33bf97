package io.micro4j.client;

import static io.micro4j.client.RetryHarness.HELLO;
import static io.micro4j.client.RetryHarness.UNARY;
import static io.micro4j.client.RetryHarness.UPLOAD;
import static io.micro4j.client.RetryHarness.neverSent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.Attempt;
import io.micro4j.call.Deadline;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Hedging;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.selector.Next;
import io.micro4j.selector.Outcome;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RetryingCallTest {
    private final RetryHarness harness = new RetryHarness(RetryBudget.DEFAULT);
    private final ScriptedTransport transport = harness.transport;
    private final RetryHarness.Told told = harness.told;

    @AfterEach
    void close() {
        harness.close();
    }

    private Socket unary(Endpoint<?, ?> endpoint, int retries) {
        return harness.unary(endpoint, retries, Hedging.OFF);
    }

    private Socket open(Endpoint<?, ?> endpoint, @Nullable Deadline until) {
        return harness.opener.open(RetryHarness.call(endpoint, List.of("a:1", "b:2"), 3, Hedging.OFF, until), told);
    }

    @Test
    void aCallThatWasNeverSentIsMadeAgainOnAnotherNodeWithAllThatWasSent() {
        unary(UNARY, 3);

        transport.last().replies.end(neverSent());

        assertThat(transport.attempts).hasSize(2);
        assertThat(transport.attempts.get(1).node).isNotEqualTo(transport.attempts.get(0).node);
        assertThat(transport.last().sizes).containsExactly(5);
        assertThat(transport.last().requested).isEqualTo(1);
        assertThat(transport.last().halfClosed).isTrue();
        assertThat(told.end).isNull();
    }

    @Test
    void aCallThatIsAboutToBeMadeAgainEndsWhenItsClientCloses() {
        unary(UNARY, 8);
        for (int attempts = 1; attempts < 8; attempts++) {
            int made = attempts;
            await("attempt " + made).until(() -> transport.attempts.size() == made);
            transport.last().replies.end(neverSent());
        }

        harness.close(); // at least 160 ms are left

        assertThat(transport.attempts).hasSize(7);
        assertThat(told.failure().code()).isEqualTo(503);
        assertThat(told.failure().detail()).contains("the client is closed");
        assertThat(told.failure().attempts()).hasSize(7);
    }

    @Test
    void aRefusalOfAServerIsMadeAgain() {
        unary(UNARY, 3);

        transport.last().replies.end(End.refused(MicroError.of("test", 503, "draining")));

        assertThat(transport.attempts).hasSize(2);
    }

    @Test
    void aConnectionThatBreaksIsMadeAgainOnlyForIdempotentEndpoints() {
        End broken = RetryHarness.broken();

        unary(UNARY, 3);
        transport.last().replies.end(broken);
        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();

        told.end = null;
        unary(UNARY.idempotent(), 3);
        transport.last().replies.end(broken);
        assertThat(transport.attempts).hasSize(3);
        assertThat(told.end).isNull();
    }

    @Test
    void anAnswerIsNotMadeAgainWhateverItSays() {
        unary(UNARY.idempotent(), 3);

        transport.last().replies.end(End.answered(MicroError.of("test", 500, "broke"), Metadata.EMPTY, false));

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
        assertThat(told.end.toException().detail()).isEqualTo("broke");
    }

    @Test
    void nothingIsMadeAgainOnceSomethingCameBack() {
        unary(UNARY.idempotent(), 3);
        transport.last().replies.message(Body.EMPTY);

        transport.last().replies.end(End.failed(MicroException.unavailable("connection reset")));

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
    }

    @Test
    void triesAreCountedAndTheErrorSaysWhatWhereAndHowOften() {
        unary(UNARY, 2);

        while (told.end == null) {
            int made = transport.attempts.size();
            transport.last().replies.end(neverSent());
            await("the next attempt, or the end")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> told.end != null || transport.attempts.size() > made);
        }

        assertThat(transport.attempts).hasSize(3);
        MicroException failure = told.failure();
        assertThat(failure.neverSent()).isTrue();
        assertThat(failure.code()).isEqualTo(503);
        assertThat(failure.detail())
                .startsWith("Test.Unary of test at ")
                .contains("refused")
                .containsPattern("3 attempts: [ab]:\\d 503 in \\d+ ms, [ab]:\\d 503 in \\d+ ms, [ab]:\\d 503 in");
        assertThat(failure.attempts())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.error().detail()).isEqualTo("refused"))
                .extracting(Attempt::node)
                .startsWith(
                        transport.attempts.get(0).node.address(),
                        transport.attempts.get(1).node.address());
    }

    @Test
    void noRetriesMeansNone() {
        unary(UNARY, 0);

        transport.last().replies.end(neverSent());

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
    }

    @Test
    void nothingIsMadeAgainAfterTheDeadline() {
        Deadline over = new Deadline(0, () -> 1);
        Socket socket = open(UNARY, over);
        socket.send(HELLO);

        transport.last().replies.end(neverSent());

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
    }

    @Test
    void anUploadIsMadeAgainWhileAllOfItIsKept() {
        Socket socket = open(UPLOAD, null);
        for (int i = 0; i < 16; i++) {
            socket.send(HELLO);
        }

        transport.last().replies.end(neverSent());
        socket.send(HELLO);

        assertThat(transport.attempts).hasSize(2);
        assertThat(transport.last().sizes).hasSize(17);
    }

    @Test
    void anUploadTooLongToKeepIsNotMadeAgain() {
        Socket socket = open(UPLOAD, null);
        for (int i = 0; i < 17; i++) {
            socket.send(HELLO);
        }

        transport.last().replies.end(neverSent());

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
    }

    @Test
    void aCancelledCallIsNotMadeAgain() {
        Socket socket = unary(UNARY, 3);

        socket.cancel(End.failed(MicroException.cancelled("enough").asNeverSent()));

        assertThat(transport.attempts).hasSize(1);
        assertThat(transport.last().cancelled).isTrue();
        assertThat(told.ends).isEqualTo(1);
    }

    @Test
    void nodesThatCameWhileTheCallWasTriedAreTriedAsWell() {
        register("a:1");
        harness.send(RetryHarness.call(UNARY, List.of(), 3, Hedging.OFF, null));
        register("b:2");
        await("the news of it").until(this::knowsTwoNodes);

        transport.last().replies.end(neverSent());

        assertThat(transport.attempts)
                .extracting(attempt -> attempt.node.address())
                .containsExactly("a:1", "b:2");
    }

    private boolean knowsTwoNodes() {
        Next nodes = harness.selector.select("test");
        Node first = nodes.next();
        Node second = nodes.next();
        harness.selector.mark("test", first, Outcome.GIVEN_UP, 0);
        harness.selector.mark("test", second, Outcome.GIVEN_UP, 0);
        return !first.equals(second);
    }

    private void register(String address) {
        harness.registry.register(
                new ServiceEntry("test", "", Metadata.EMPTY, List.of(), List.of(Node.of(address))), Duration.ZERO);
    }

    @Test
    void nothingIsMadeAgainBeyondTheBudgetAndTheErrorSaysSo() {
        try (RetryHarness poor = new RetryHarness(new RetryBudget(50, 0))) {
            for (int call = 0; call < 4; call++) {
                poor.told.end = null;
                poor.unary(UNARY, 1, Hedging.OFF);
                poor.transport.last().replies.end(neverSent());
                if (poor.told.end == null) {
                    poor.transport.last().replies.end(neverSent());
                }
            }

            assertThat(poor.transport.attempts).hasSize(6);
            assertThat(poor.told.failure().attempts()).hasSize(2);
            poor.unary(UNARY, 1, Hedging.OFF);
            poor.transport.last().replies.end(neverSent());
            assertThat(poor.told.failure().detail()).contains("retry budget is used up");
        }
    }
}
