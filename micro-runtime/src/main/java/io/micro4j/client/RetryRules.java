package io.micro4j.client;

import io.micro4j.call.MicroError;
import io.micro4j.selector.Outcome;
import io.micro4j.transport.End;
import java.util.random.RandomGenerator;

/** What the end of one attempt means: for the call, and for the node. */
final class RetryRules {
    private static final long FIRST_PAUSE_NANOS = 10_000_000;
    private static final int LONGEST_PAUSE = 6;

    private RetryRules() {}

    /** Returns whether a call that ended so may be made again: no handler saw it, or it may be seen twice. */
    static boolean isSafeToRepeat(End end, boolean idempotent) {
        MicroError error = end.error();
        if (error == null || (error.code() >= 400 && error.code() < 500)) {
            return false;
        }
        return end.neverSent() || (idempotent && end.isFailureOnTheWay());
    }

    /** Returns how long to wait before a retry: nothing before the first, which goes to another node, then 5 to 10 ms, doubling up to 640. */
    static long pauseNanos(int retry, RandomGenerator random) {
        if (retry < 2) {
            return 0;
        }
        long pause = FIRST_PAUSE_NANOS << Math.min(retry - 2, LONGEST_PAUSE);
        return pause / 2 + random.nextLong(pause / 2);
    }

    /** @param ours whether this side ended it, having waited as long as it would, or because its caller left */
    static Outcome outcome(End end, boolean ours) {
        MicroError error = end.error();
        if (error == null) {
            return Outcome.ANSWERED;
        }
        if (ours) {
            return error.code() == 408 ? Outcome.FAILED : Outcome.GIVEN_UP;
        }
        if (end.isFailureOnTheWay()) {
            return Outcome.UNREACHED;
        }
        if (end.neverSent() && error.code() >= 500) {
            return Outcome.REFUSED;
        }
        return error.code() >= 500 || error.code() == 408 ? Outcome.FAILED : Outcome.ANSWERED;
    }
}
