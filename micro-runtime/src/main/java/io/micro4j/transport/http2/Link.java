package io.micro4j.transport.http2;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The connection below a session, for its loop's thread. */
public interface Link {
    /** Returns where bytes are collected that are to be sent, with room for {@code more}; null if nothing can be sent any more. */
    @Nullable
    ByteBuf buffer(int more);

    /** Says that something was put into the buffer. */
    void written();

    /** Sends what was written, now or once what has come in is worked through. */
    void flush();

    /** Returns whether the peer takes bytes. */
    boolean isWritable();

    /** Closes after what was written. */
    void close();

    /** Closes after what was written, but reads on for a moment without a look at it, so that the peer can read why. */
    void closeLate();
}
