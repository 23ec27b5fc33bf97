package io.micro4j.stub;

import io.micro4j.call.Endpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** Stands in for the runtime's type. */
public interface AsyncRoutes {
    <Q, R> void unary(Endpoint<Q, R> endpoint, Function<Q, CompletableFuture<R>> method);

    <Q, R> void serverStream(Endpoint<Q, R> endpoint, Function<Q, Flow.Publisher<R>> method);

    <Q, R> void clientStream(Endpoint<Q, R> endpoint, Function<Flow.Publisher<Q>, CompletableFuture<R>> method);

    <Q, R> void bidiStream(Endpoint<Q, R> endpoint, Function<Flow.Publisher<Q>, Flow.Publisher<R>> method);
}
