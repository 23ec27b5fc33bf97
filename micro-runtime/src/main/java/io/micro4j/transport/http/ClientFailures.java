package io.micro4j.transport.http;

import io.micro4j.transport.Body;
import io.micro4j.transport.mucp.PipeFailure;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client's connection to one address says of what went wrong. Immutable. */
record ClientFailures(String address) {
    private static final int EXCERPT = 200;

    /** Nobody could be reached: nothing was sent. */
    PipeFailure unreachable(String reason, @Nullable Throwable cause) {
        return PipeFailure.unreachable(
                "cannot connect to " + address + " (" + reason + "). Is the node still there, and reachable from here?",
                cause);
    }

    PipeFailure unreachable(@Nullable Throwable cause) {
        String said = cause == null ? null : cause.getMessage();
        return unreachable(said == null ? "closed" : said, cause);
    }

    /** What came is no answer, or too large a one. */
    PipeFailure unreadable(HttpFault fault) {
        boolean isLimit = fault.status() == 413 || fault.status() == 431;
        String reason = isLimit
                ? address + " answered with more than is taken here: " + fault.what()
                : address + " answered with what is no HTTP/1.1: " + fault.what() + ". Is it a micro service?";
        return new PipeFailure(fault.status() == 413 ? 413 : 500, reason, false, null);
    }

    /** The status is one that no micro service says. */
    PipeFailure refused(ResponseParser parser, Body body) {
        String text = new String(body.bytes(), body.offset(), Math.min(body.size(), EXCERPT), StandardCharsets.UTF_8);
        return new PipeFailure(
                500,
                address + " answered " + (parser.status() + " " + parser.phrase()).strip() + ": "
                        + text.strip().replaceAll("[\\p{Cntrl}]", " ")
                        + " (a micro service always answers 200). Is it one?",
                false,
                null);
    }

    PipeFailure answeredTwice() {
        return PipeFailure.broken(
                address + " answered twice, so that neither answer can be trusted to belong to this call", null);
    }

    /** The transport was closed, {@code why} says for what reason. */
    PipeFailure shutDown(String why, boolean wrote, @Nullable Throwable cause) {
        return new PipeFailure(499, why + " while the call went on", !wrote, cause);
    }

    /** The connection closed after {@code frames} replies. */
    PipeFailure brokenOff(int frames, ResponseParser parser, boolean wrote, @Nullable Throwable cause) {
        String when = frames == 0 ? "before a reply" : "after " + frames + (frames == 1 ? " reply" : " replies");
        String middle = parser.isBetweenMessages() ? "" : ", in the middle of one";
        return new PipeFailure(
                500,
                "the connection to " + address + " closed " + when + middle + ". Was the node stopped?",
                !wrote,
                cause);
    }
}
