package io.micro4j.transport;

import io.micro4j.call.Metadata;
import io.micro4j.codec.Encoded;

/**
 * The outbound half of one call: on the client it carries requests, on the server replies.
 *
 * <p>{@link #head}, {@link #send} and {@link #end} are called by one thread at a time, {@link #request} and {@link #cancel} by any. None blocks,
 * and none does anything once the call is over.
 *
 * <p>An endpoint that takes one request (or gives one reply) gets exactly one {@link #send} before {@link #end}; a transport may hold that
 * message back until {@code end}, to write both at once.
 */
public interface Socket {
    /** Returns who is at the other end, as {@code host:port}; empty if not known. */
    String peer();

    /** On the server: says {@code initial} before the first reply. May be left out. */
    default void head(Metadata initial) {}

    /**
     * Sends a message; it is taken in any case.
     *
     * @return whether there is room for more. If not, wait for {@link Receiver#writable} before the next
     */
    boolean send(Encoded message);

    /** Says that no message follows. On the client this half-closes, with {@link End#OK}; on the server it ends the call with a status. */
    void end(End end);

    /** Allows {@code messages} more to be handed to the receiver. Nothing is handed over that was not allowed. */
    void request(int messages);

    /** Ends the call here and, where the wire can say so, at the other end. The receiver is told {@code why} as the call's end. */
    void cancel(End why);
}
