/**
 * gRPC over HTTP/2, as its protocol description has it (grpc/grpc, doc/PROTOCOL-HTTP2.md), with go-micro's errors and names. No API.
 *
 * <pre>
 *   Socket.send, end, request, cancel          any thread
 *        |   what is to be done waits in the call, and the call in the connection's CallQueue: one wake-up for many
 *        v
 *   GrpcCall.work                              the connection's loop
 *        |   request words, messages           HpackEncoder, Http2Session.data
 *        v
 *   Http2Session  ~~ frames ~~  Http2Session
 *                                    |   headers, data, end
 *                                    v
 *                               GrpcCall: messages are put together and wait for demand
 *                                    |
 *                                    v   Receiver.head, message, halfClosed, writable, end
 * </pre>
 *
 * <p>Start with {@link io.micro4j.transport.grpc.GrpcTransport}, or with {@link io.micro4j.transport.grpc.GrpcTransport#PROTOCOL}, by which a port
 * that speaks more than this speaks it too. A call is one object, {@code ClientCall} or {@code ServerCall}.
 */
@NullMarked
package io.micro4j.transport.grpc;

import org.jspecify.annotations.NullMarked;
