package io.micro4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.Deadline;
import io.micro4j.call.Hedging;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.transport.End;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The peer watches a call's time too, by a clock of its own: what it says of that is worded as the call's timeout if the time is over here, or nearly. */
final class FailureTest {
    private static final long END = TimeUnit.HOURS.toNanos(1);
    private static final long NEARLY = TimeUnit.MILLISECONDS.toNanos(50);

    @Test
    void thePeersTimeoutIsTheCallsIfItsTimeIsNearlyOver() {
        for (long left : new long[] {NEARLY - 1, 0, -NEARLY}) {
            for (int code : new int[] {408, 499}) {
                MicroException failure = answered(code, left);

                assertThat(failure.code()).isEqualTo(408);
                assertThat(failure.detail())
                        .startsWith("Test.Unary of test at a:1: gave up (after ")
                        .contains(Propagation.CALL_ID);
            }
        }
    }

    @Test
    void thePeersTimeoutIsItsOwnIfTimeIsLeft() {
        for (long left : new long[] {NEARLY, END}) {
            for (int code : new int[] {408, 499}) {
                assertUnchanged(answered(code, left), code);
            }
        }
    }

    @Test
    void thePeersTimeoutIsItsOwnIfTheCallHasNone() {
        assertUnchanged(answered(408, null, () -> {}), 408);
    }

    @Test
    void whatElseThePeerSaysInTheLastMomentStaysAsItIs() {
        assertUnchanged(answered(404, 0), 404);
        assertUnchanged(answered(500, 0), 500);
    }

    private static void assertUnchanged(MicroException failure, int code) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.detail()).isEqualTo("gave up");
    }

    /** Returns how a call ends whose peer answers {@code code} when so much of its time is left. */
    private static MicroException answered(int code, long leftNanos) {
        AtomicLong now = new AtomicLong();
        return answered(code, new Deadline(END, now::get), () -> now.set(END - leftNanos));
    }

    private static MicroException answered(int code, @Nullable Deadline until, Runnable meanwhile) {
        try (RetryHarness harness = new RetryHarness(RetryBudget.DEFAULT)) {
            harness.send(RetryHarness.call(RetryHarness.UNARY, List.of("a:1"), 0, Hedging.OFF, until));
            meanwhile.run();
            MicroError error = MicroError.of("peer", code, "gave up");
            harness.transport.last().replies.end(End.answered(error, Metadata.EMPTY, false));
            return harness.told.failure();
        }
    }
}
