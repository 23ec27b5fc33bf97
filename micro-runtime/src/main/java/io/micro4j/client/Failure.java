package io.micro4j.client;

import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.End;
import org.jspecify.annotations.Nullable;

/** Words the failures that come up on this side of a call. */
final class Failure {
    /** The id of errors that a client makes itself; go-micro's. */
    static final String ID = "go.micro.client";

    /** How much earlier than here the same deadline may be over by the peer's clock. */
    private static final long SKEW_NANOS = 50_000_000;

    private Failure() {}

    static MicroException of(int code, String detail) {
        return MicroException.of(MicroError.of(ID, code, detail));
    }

    static MicroException of(int code, String detail, Throwable cause) {
        return of(code, detail).because(cause);
    }

    /** Returns {@code end} with words that say what was called, where, how long it took and how often it was tried. */
    static End located(End end, OutgoingCall call, @Nullable Object node, long startNanos, int attempts) {
        MicroError error = end.error();
        if (error == null || !(end.isFailureOnTheWay() || isDeadline(error, call))) {
            return end;
        }
        String detail = call + (node == null ? "" : " at " + node) + ": " + error.detail() + " (after "
                + (System.nanoTime() - startNanos) / 1_000_000 + " ms"
                + (attempts > 1 ? ", " + attempts + " attempts" : "")
                + ")";
        MicroError located =
                new MicroError(error.id().isEmpty() ? ID : error.id(), error.code(), detail, error.status());
        return new End(located, end.trailers(), end.neverSent(), end.origin(), end.cause());
    }

    /** Returns whether the call's time is over; the peer, who watches it too, may have said so first, in words of its own. */
    private static boolean isDeadline(MicroError error, OutgoingCall call) {
        return error.code() == 408 && call.until() != null && call.until().remainingNanos() < SKEW_NANOS;
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
                        + " for "
                        + Propagation.CALL_ID + " " + call.head().metadata().get(Propagation.CALL_ID));
    }
}
