package io.micro4j.stub;

import io.micro4j.call.Endpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Calls the nodes of one service without blocking. Generated clients are made of this.
 *
 * <p>Safe for use by many threads. A call that fails completes its future, or ends its publisher, with {@link io.micro4j.call.MicroException}.
 * Cancelling a future, or one derived from it, cancels its call. A publisher starts its call when it is subscribed to, which it can be once.
 */
public interface AsyncCaller {
    /** Returns the reply to {@code request}. */
    <Q, R> CompletableFuture<R> unary(Endpoint<Q, R> endpoint, Q request);

    /** Returns the replies to {@code request}. */
    <Q, R> Flow.Publisher<R> serverStream(Endpoint<Q, R> endpoint, Q request);

    /** Returns the reply to {@code requests}, which are subscribed to at once. */
    <Q, R> CompletableFuture<R> clientStream(Endpoint<Q, R> endpoint, Flow.Publisher<Q> requests);

    /** Returns the replies to {@code requests}, which are subscribed to when the replies are. */
    <Q, R> Flow.Publisher<R> bidiStream(Endpoint<Q, R> endpoint, Flow.Publisher<Q> requests);
}
