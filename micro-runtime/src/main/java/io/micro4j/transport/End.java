package io.micro4j.transport;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Attempt;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended. Immutable.
 *
 * @param error what went wrong; null for success
 * @param trailers what the server said last
 * @param neverSent whether it is certain that no handler saw the call, so that it may be made again
 * @param origin whether the error is the service's own answer or came up on the way to it
 * @param cause what made it fail in this process, for its log
 * @param attempts the tries of a call that failed on this side
 */
public record End(
        @Nullable MicroError error,
        Metadata trailers,
        boolean neverSent,
        Origin origin,
        @Nullable Throwable cause,
        List<Attempt> attempts) {
    /** Who made an end. */
    public enum Origin {
        /** The other side: it answered. */
        PEER,
        /** This side, or what lies between. */
        HERE
    }

    /** Success, with nothing more to say. */
    public static final End OK = new End(null, Metadata.EMPTY, false, Origin.PEER, null);

    public End {
        attempts = List.copyOf(attempts);
        requireNonNull(trailers, "trailers");
        requireNonNull(origin, "origin");
    }

    /** Returns an end of which no attempts are told. */
    public End(
            @Nullable MicroError error,
            Metadata trailers,
            boolean neverSent,
            Origin origin,
            @Nullable Throwable cause) {
        this(error, trailers, neverSent, origin, cause, List.of());
    }

    /** Returns the end of a call to which the other side answered {@code error}. */
    public static End answered(MicroError error, Metadata trailers, boolean neverSent) {
        return new End(requireNonNull(error, "error"), trailers, neverSent, Origin.PEER, null);
    }

    /** Returns the end of a call that failed here or on its way. */
    public static End failed(MicroException failure) {
        return new End(failure.error(), failure.trailers(), failure.neverSent(), Origin.HERE, failure.getCause());
    }

    /** Returns the end of a call that a server refuses before any handler saw it. */
    public static End refused(MicroError error) {
        return new End(requireNonNull(error, "error"), Metadata.EMPTY, true, Origin.PEER, null);
    }

    /** Returns a successful end with {@code trailers}. */
    public static End ok(Metadata trailers) {
        return trailers.isEmpty() ? OK : new End(null, trailers, false, Origin.PEER, null);
    }

    /** Returns this end with {@code more} trailers beside its own, which stay where both name one. */
    public End withTrailers(Metadata more) {
        return more.isEmpty() ? this : new End(error, more.with(trailers), neverSent, origin, cause, attempts);
    }

    /** Returns whether it went well. */
    public boolean isOk() {
        return error == null;
    }

    /** Returns whether the connection or the node failed, and not the service. */
    public boolean isFailureOnTheWay() {
        return error != null && origin == Origin.HERE;
    }

    /**
     * Returns the failure as what a caller catches.
     *
     * @throws IllegalStateException if it went well
     */
    public MicroException toException() {
        if (error == null) {
            throw new IllegalStateException("The call went well");
        }
        MicroException failure = MicroException.of(error).withTrailers(trailers).withAttempts(attempts);
        if (cause != null) {
            failure = failure.because(cause);
        }
        return neverSent ? failure.asNeverSent() : failure;
    }
}
