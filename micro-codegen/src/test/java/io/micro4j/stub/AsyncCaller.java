package io.micro4j.stub;

import io.micro4j.call.Endpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Stands in for the runtime's type. */
public interface AsyncCaller {
    <Q, R> CompletableFuture<R> unary(Endpoint<Q, R> endpoint, Q request);

    <Q, R> Flow.Publisher<R> serverStream(Endpoint<Q, R> endpoint, Q request);

    <Q, R> CompletableFuture<R> clientStream(Endpoint<Q, R> endpoint, Flow.Publisher<Q> requests);

    <Q, R> Flow.Publisher<R> bidiStream(Endpoint<Q, R> endpoint, Flow.Publisher<Q> requests);
}
