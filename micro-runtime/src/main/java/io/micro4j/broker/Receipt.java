package io.micro4j.broker;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What became of an event at one subscriber. Immutable.
 *
 * @param result what became of it
 * @param detail what happened, for a person; empty if it was handled
 * @param cause what was thrown, if anything was
 */
public record Receipt(
        Result result, String detail, @Nullable Throwable cause) {
    /** What can become of an event. */
    public enum Result {
        /** It was handled, or is in the dead-letter topic. */
        HANDLED,
        /** The subscriber took nothing, and may later: it is full. */
        BUSY,
        /** Nobody is at its place, and nothing says that it left. */
        UNREACHABLE,
        /** The subscriber has unsubscribed. */
        GONE,
        /** The connection broke: the event may have been handled. */
        UNKNOWN,
        /** Its handler failed for good, and there is no dead-letter topic, or it could not be reached. */
        FAILED
    }

    /** The event was handled, or is in the dead-letter topic. */
    public static final Receipt HANDLED = new Receipt(Result.HANDLED, "", null);

    public Receipt {
        requireNonNull(result, "result");
        requireNonNull(detail, "detail");
    }

    /** Returns a receipt of something that was not thrown. */
    public static Receipt of(Result result, String detail) {
        return new Receipt(result, detail, null);
    }
}
