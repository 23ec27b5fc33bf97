package io.micro4j.transport;

import io.micro4j.call.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * The inbound half of one call: on the client it is told the replies, on the server the requests.
 *
 * <p>Told one thing at a time, on a thread of the transport's, which it must not block.
 */
public interface Receiver {
    /** On the client: what the server said before its first reply. Not every wire says it. */
    default void head(Metadata initial) {}

    /** One message, of those allowed by {@link Socket#request}. */
    void message(Body body);

    /** On the server: no request follows. */
    default void halfClosed() {}

    /** After {@link Socket#send} returned false: there is room again. */
    default void writable() {}

    /**
     * On the client: returns what makes the current thread, which is opening the call, move the call's bytes; everything is then told inside of
     * {@link CallerIo#drive}. By default null: threads of the transport move them. Asked once at most, before anything is told.
     */
    default CallerIo.@Nullable Driver driver() {
        return null;
    }

    /**
     * The call is over. Told exactly once, last, always.
     *
     * @param end on the client: how it went. On the server: {@link End#OK} once the reply is on its way, else why it could not be delivered
     */
    void end(End end);
}
