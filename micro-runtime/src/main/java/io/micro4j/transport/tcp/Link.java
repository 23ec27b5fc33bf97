package io.micro4j.transport.tcp;

import io.micro4j.transport.net.CallQueue;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The connection below a session. For its loop's thread, but for what says otherwise. */
interface Link {
    /** Returns who is at the other end, as {@code host:port}. For every thread. */
    String peer();

    /** Returns whether the current thread is the connection's. For every thread. */
    boolean isOnThread();

    /** Returns the calls that have something to do. For every thread. */
    CallQueue queue();

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

    /** The peer agreed to speak; calls can be opened. */
    void agreed();

    /** No call is opened any more. */
    void leaving();

    /** A call is over; there may be room for another. */
    void roomForCalls();

    /** Returns the call that the peer opens. */
    TcpCall accept();
}
