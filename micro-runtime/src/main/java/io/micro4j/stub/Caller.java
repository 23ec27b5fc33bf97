package io.micro4j.stub;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import java.util.stream.Stream;

/**
 * Calls the nodes of one service, blocking. Generated clients are made of this.
 *
 * <p>Safe for use by many threads. Every call that fails throws {@link MicroException}; a thread that is interrupted while it waits cancels its
 * call, keeps its flag and gets one too.
 */
public interface Caller {
    /** Returns a caller whose options are these, overlaid with {@code options}. */
    Caller with(CallOptions options);

    /** Returns the same for those who do not block. */
    AsyncCaller async();

    /** Returns the reply to {@code request}. */
    <Q, R> R unary(Endpoint<Q, R> endpoint, Q request);

    /** Returns the replies to {@code request}. The call starts at the stream's terminal operation and ends with it. */
    <Q, R> Stream<R> serverStream(Endpoint<Q, R> endpoint, Q request);

    /** Returns the reply to {@code requests}, which this thread draws and closes. They are not drawn further once the reply is there. */
    <Q, R> R clientStream(Endpoint<Q, R> endpoint, Stream<Q> requests);

    /** Returns the replies to {@code requests}, which a thread of their own draws and closes. The call starts at the stream's terminal operation and ends with it. */
    <Q, R> Stream<R> bidiStream(Endpoint<Q, R> endpoint, Stream<Q> requests);
}
