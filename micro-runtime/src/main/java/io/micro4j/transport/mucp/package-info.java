/**
 * go-micro's words, in one place: what a call looks like as frames of headers and a body, for a client and for a server.
 *
 * <p>A wire that carries such frames implements {@link io.micro4j.transport.mucp.Pipe} on a server and
 * {@link io.micro4j.transport.mucp.ClientPipe} on a client; start with {@link io.micro4j.transport.mucp.MucpServer} and
 * {@link io.micro4j.transport.mucp.MucpClient}. Each pipe has one thread, and everything of its calls happens there.
 */
@NullMarked
package io.micro4j.transport.mucp;

import org.jspecify.annotations.NullMarked;
