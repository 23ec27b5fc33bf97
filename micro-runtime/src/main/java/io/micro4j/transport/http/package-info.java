/**
 * go-micro's default wire: plain HTTP/1.1, on Netty but with HTTP of our own, because streams on that wire are requests and replies that do not
 * come in pairs.
 *
 * <p>Start with {@link io.micro4j.transport.http.HttpTransport}. Inbound: {@code RequestParser} and {@code ResponseParser} make messages of bytes,
 * {@code ServerConnection} and {@code ClientConnection} hand them to {@link io.micro4j.transport.mucp} as frames. Everything of a connection
 * happens on its one event loop. The exception is {@code CallerConnection}, whose bytes the thread moves that waits for the call
 * ({@link io.micro4j.transport.CallerIo}); {@code CallerConnections} says when.
 */
@NullMarked
package io.micro4j.transport.http;

import org.jspecify.annotations.NullMarked;
