/**
 * The tcp wire: frames of our own between Java and Java, which docs/tcp-protocol.md specifies. No API.
 *
 * <pre>
 *   Socket.send, end, request, cancel          any thread
 *        |   what is to be done waits in the call, and the call in the connection's CallQueue: one wake-up for many
 *        v
 *   TcpCall.work, then TcpCall.turn            the connection's loop: calls write in turn, a fragment each
 *        |   names and metadata (Block), messages
 *        v
 *   Session  ~~ frames ~~  FrameReader, Session
 *                                    |   BlockReader, Fragments
 *                                    v
 *                               InboundCall: messages wait for demand, and hold back credit while they do
 *                                    |
 *                                    v   Receiver.head, message, halfClosed, writable, end
 * </pre>
 *
 * <p>Start with {@link io.micro4j.transport.tcp.TcpTransport}, or with {@link io.micro4j.transport.tcp.TcpTransport#PROTOCOL}, by which a port that
 * speaks more than this speaks it too. A call is one object, {@code ClientCall} or {@code ServerCall}.
 */
@NullMarked
package io.micro4j.transport.tcp;

import org.jspecify.annotations.NullMarked;
