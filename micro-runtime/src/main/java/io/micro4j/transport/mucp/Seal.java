package io.micro4j.transport.mucp;

import static java.util.Objects.requireNonNull;

import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.mucp.Envelope.Opened;
import org.jspecify.annotations.Nullable;

/**
 * What one call puts its messages into, and takes them out of. Immutable.
 *
 * @param envelope null for a content type without one, whose messages pass as they are
 * @param method what is called
 * @param id the number of the call
 */
record Seal(@Nullable Envelope envelope, String method, String id) {
    static final Seal NONE = new Seal(null, "", "");

    /** Returns the message of a request on the server. */
    Body openRequest(Body body) {
        return envelope == null ? body : envelope.request(body).message();
    }

    /**
     * Returns a reply on the client.
     *
     * @throws CodecException if it is none, or that of another call
     */
    Opened openReply(Body body) {
        if (envelope == null) {
            return new Opened("", "", "", body);
        }
        Opened opened = envelope.reply(body);
        if (!opened.id().isEmpty() && !opened.id().equals(id)) {
            throw new CodecException("it is numbered " + HeaderNames.printable(opened.id()) + " and the call " + id
                    + ", so that it may be another call's");
        }
        return opened;
    }

    Encoded request(Encoded message) {
        return envelope == null ? message : envelope.ofRequest(method, id, message);
    }

    Encoded reply(Encoded message) {
        return envelope == null ? message : envelope.ofReply(method, id, "", message);
    }

    /** Returns the body of a frame whose header says {@code error}. */
    Encoded failure(String error) {
        return envelope == null ? Encoded.EMPTY : requireNonNull(envelope).ofReply(method, id, error, Encoded.EMPTY);
    }
}
