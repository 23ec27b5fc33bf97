package io.micro4j.client;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Hedging;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Client} behaves where a call does not say otherwise. Immutable.
 *
 * @param timeout how long a call with one reply may take in all, its retries included
 * @param idleTimeout how long a stream may be silent while its reader waits; {@link Duration#ZERO} for ever
 * @param retries how often a call is made again where that is safe: no handler saw it, or its endpoint is idempotent
 * @param retryBudget how many calls of all may be made again
 * @param hedging when a call of an idempotent endpoint is made on another node as well
 * @param window how many replies of a stream may be on their way to a reader
 * @param contentType how messages are written; null for {@code application/protobuf} of protobuf messages and {@code application/json} of others
 * @param inlineCallbacks whether futures complete and subscribers are told on the I/O thread, which they then must not block
 */
public record ClientOptions(
        Duration timeout,
        Duration idleTimeout,
        int retries,
        RetryBudget retryBudget,
        Hedging hedging,
        int window,
        @Nullable String contentType,
        boolean inlineCallbacks) {
    /** 5 s a call, 5 min of silence, 3 retries within a fifth of the calls, no hedging, a window of 64, callbacks on threads of their own. */
    public static final ClientOptions DEFAULT = new ClientOptions(
            Duration.ofSeconds(5), Duration.ofMinutes(5), 3, RetryBudget.DEFAULT, Hedging.OFF, 64, null, false);

    public ClientOptions {
        if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + "; a call needs more than no time");
        }
        if (requireNonNull(idleTimeout, "idleTimeout").isNegative()) {
            throw new IllegalArgumentException(
                    "idleTimeout is " + idleTimeout + "; use Duration.ZERO to wait for ever");
        }
        if (retries < 0) {
            throw new IllegalArgumentException("retries is " + retries + "; use 0 to turn retries off");
        }
        requireNonNull(retryBudget, "retryBudget");
        requireNonNull(hedging, "hedging");
        if (contentType != null && contentType.isBlank()) {
            throw new IllegalArgumentException("contentType is blank; leave it out, or name one as application/json");
        }
        if (window < 1) {
            throw new IllegalArgumentException(
                    "window is " + window + "; a stream needs at least 1 message on its way");
        }
    }

    /** Returns these options with another time for a whole call. */
    public ClientOptions withTimeout(Duration timeout) {
        return new ClientOptions(
                timeout, idleTimeout, retries, retryBudget, hedging, window, contentType, inlineCallbacks);
    }

    /** Returns these options with another time that a stream may be silent. */
    public ClientOptions withIdleTimeout(Duration idleTimeout) {
        return new ClientOptions(
                timeout, idleTimeout, retries, retryBudget, hedging, window, contentType, inlineCallbacks);
    }

    /** Returns these options with another number of retries; 0 for none. */
    public ClientOptions withRetries(int retries) {
        return new ClientOptions(
                timeout, idleTimeout, retries, retryBudget, hedging, window, contentType, inlineCallbacks);
    }

    /** Returns these options with another share of calls that may be made again. */
    public ClientOptions withRetryBudget(RetryBudget retryBudget) {
        return new ClientOptions(
                timeout, idleTimeout, retries, retryBudget, hedging, window, contentType, inlineCallbacks);
    }

    /** Returns these options with calls of idempotent endpoints made on another node as well, or not. */
    public ClientOptions withHedging(Hedging hedging) {
        return new ClientOptions(
                timeout, idleTimeout, retries, retryBudget, hedging, window, contentType, inlineCallbacks);
    }

    /** Returns these options with another window. */
    public ClientOptions withWindow(int window) {
        return new ClientOptions(
                timeout, idleTimeout, retries, retryBudget, hedging, window, contentType, inlineCallbacks);
    }

    /** Returns these options with another way of writing messages. */
    public ClientOptions withContentType(String contentType) {
        return new ClientOptions(
                timeout, idleTimeout, retries, retryBudget, hedging, window, contentType, inlineCallbacks);
    }

    /** Returns these options with callbacks on the I/O thread, or not. */
    public ClientOptions withInlineCallbacks(boolean inlineCallbacks) {
        return new ClientOptions(
                timeout, idleTimeout, retries, retryBudget, hedging, window, contentType, inlineCallbacks);
    }
}
