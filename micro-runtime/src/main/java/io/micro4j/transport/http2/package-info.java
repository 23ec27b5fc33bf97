/**
 * HTTP/2 by hand, RFC 9113, with header compression, RFC 7541: frames, streams, credit, and limits on what a peer may do. No API.
 *
 * <p>Start with {@link io.micro4j.transport.http2.Http2Session}, one end of a connection, and {@link io.micro4j.transport.http2.Http2Stream}, which
 * the protocol above extends. Everything here is for the one thread of the connection's loop.
 */
@NullMarked
package io.micro4j.transport.http2;

import org.jspecify.annotations.NullMarked;
