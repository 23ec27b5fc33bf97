package io.micro4j.transport.mucp;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.End;
import org.jspecify.annotations.Nullable;

/**
 * Why a pipe failed. Immutable.
 *
 * @param code one of HTTP's status codes
 * @param reason what happened, where, and what to try: a clause that follows the name of what was called
 * @param neverSent whether nothing of the call left this process
 * @param cause what the operating system said
 */
public record PipeFailure(
        int code,
        String reason,
        boolean neverSent,
        @Nullable Throwable cause) {
    private static final String ID = "go.micro.client.transport";

    public PipeFailure {
        requireNonNull(reason, "reason");
    }

    /** Returns the failure of a pipe that could not be opened. */
    public static PipeFailure unreachable(String reason, @Nullable Throwable cause) {
        return new PipeFailure(503, reason, true, cause);
    }

    /** Returns the failure of a pipe that broke after something was written. */
    public static PipeFailure broken(String reason, @Nullable Throwable cause) {
        return new PipeFailure(500, reason, false, cause);
    }

    /** Returns the failure of a call whose reply, from {@code peer}, makes no sense. */
    static PipeFailure unreadable(String peer, CodecException why) {
        return broken("the reply of " + peer + " cannot be read: " + why.getMessage(), why);
    }

    /** Returns how a call of {@code endpoint} ended by this. */
    End end(Object endpoint) {
        MicroException failure = MicroException.of(MicroError.of(ID, code, endpoint + ": " + reason))
                .because(cause);
        return End.failed(neverSent ? failure.asNeverSent() : failure);
    }
}
