package io.micro4j.transport.grpc;

import io.micro4j.transport.http2.Http2Session;
import io.micro4j.transport.net.CallQueue;

/** What a call needs of the connection that it goes over. */
interface GrpcLink {
    /** Returns who is at the other end, as {@code host:port}. For every thread. */
    String peer();

    /** Returns whether the current thread is the connection's. */
    boolean isOnThread();

    /** Returns the calls that have something to do. For every thread. */
    CallQueue queue();

    /** Returns the connection's end of HTTP/2, which is there once a call was opened. */
    Http2Session session();

    /** Returns what messages and words are written and read with. */
    Words words();

    /** Returns the largest message that is taken, in bytes. */
    int maxMessageBytes();
}
