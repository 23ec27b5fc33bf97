package io.micro4j.client;

import io.micro4j.call.Attempt;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.End;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words the failures that come up on this side of a call. */
final class Failure {
    /** The id of errors that a client makes itself; go-micro's. */
    static final String ID = "go.micro.client";

    private static final int MOST_WORDED = 5;

    /** How much earlier than here the same deadline may be over by the peer's clock. */
    private static final long SKEW_NANOS = 50_000_000;

    private Failure() {}

    static MicroException of(int code, String detail) {
        return MicroException.of(MicroError.of(ID, code, detail));
    }

    static MicroException of(int code, String detail, Throwable cause) {
        return of(code, detail).because(cause);
    }

    /** Returns {@code end} with words that say what was called, where, and how long it took. */
    static End located(End end, OutgoingCall call, @Nullable Object node, long startNanos) {
        return located(end, call, node, startNanos, List.of(), false);
    }

    /**
     * Returns {@code end} with words that say what was called, where, how long it took and how it was tried.
     *
     * @param overBudget whether it would have been tried again, had the client not tried enough already
     */
    static End located(
            End end,
            OutgoingCall call,
            @Nullable Object node,
            long startNanos,
            List<Attempt> attempts,
            boolean overBudget) {
        MicroError error = end.error();
        if (error == null) {
            return end;
        }
        MicroError located = error;
        boolean late = isDeadline(error, call);
        if (end.isFailureOnTheWay() || late || attempts.size() > 1 || overBudget) {
            String detail = call + (node == null ? "" : " at " + node) + ": " + error.detail() + " (after "
                    + (System.nanoTime() - startNanos) / 1_000_000 + " ms"
                    + (attempts.size() > 1 ? ", " + inShort(attempts) : "")
                    + (overBudget ? "; not tried again: the client's retry budget is used up" : "")
                    + (late && !error.detail().contains(Propagation.CALL_ID) ? "; " + callId(call) : "")
                    + ")";
            String id = error.id().isEmpty() ? ID : error.id();
            located = late ? MicroError.of(id, 408, detail) : new MicroError(id, error.code(), detail, error.status());
        }
        return new End(located, end.trailers(), end.neverSent(), end.origin(), end.cause(), attempts);
    }

    private static String inShort(List<Attempt> attempts) {
        return attempts.size() + " attempts: "
                + attempts.stream()
                        .limit(MOST_WORDED)
                        .map(each -> each.node() + " " + each.error().code() + " in "
                                + each.took().toMillis() + " ms")
                        .collect(Collectors.joining(", "))
                + (attempts.size() > MOST_WORDED ? ", ..." : "");
    }

    /** Returns whether the call's time is over; the peer, who watches it too, may have said so first, in words of its own, or left. */
    private static boolean isDeadline(MicroError error, OutgoingCall call) {
        return (error.code() == 408 || error.code() == 499)
                && call.until() != null
                && call.until().remainingNanos() < SKEW_NANOS;
    }

    /** Returns the failure of a call whose reply makes no sense. */
    static MicroException unreadable(OutgoingCall call, CodecException cause) {
        return of(500, call + ": " + cause.getMessage() + ". Do both sides have the same contract?", cause);
    }

    /** Returns the failure of a call whose request cannot be written. */
    static MicroException unwritable(OutgoingCall call, CodecException cause) {
        return of(400, call + ": " + cause.getMessage(), cause).asNeverSent();
    }

    /** Returns the failure of a call whose time is over. */
    static MicroException timeout(OutgoingCall call, long startNanos) {
        return of(
                408,
                "no reply within " + (System.nanoTime() - startNanos) / 1_000_000
                        + " ms; allow more with CallOptions.withTimeout, or look in the log of " + call.service()
                        + " for " + callId(call));
    }

    /** Returns what to look for in the logs. */
    private static String callId(OutgoingCall call) {
        return Propagation.CALL_ID + " " + call.head().metadata().get(Propagation.CALL_ID);
    }
}
