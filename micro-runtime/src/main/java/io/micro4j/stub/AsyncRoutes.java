package io.micro4j.stub;

import io.micro4j.call.Endpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** Takes the endpoints of a handler whose methods do not block. Generated handlers fill it. For one thread. */
public interface AsyncRoutes {
    /** Serves {@code endpoint} with {@code method}. */
    <Q, R> void unary(Endpoint<Q, R> endpoint, Function<Q, CompletableFuture<R>> method);

    /** Serves {@code endpoint} with {@code method}. */
    <Q, R> void serverStream(Endpoint<Q, R> endpoint, Function<Q, Flow.Publisher<R>> method);

    /** Serves {@code endpoint} with {@code method}. */
    <Q, R> void clientStream(Endpoint<Q, R> endpoint, Function<Flow.Publisher<Q>, CompletableFuture<R>> method);

    /** Serves {@code endpoint} with {@code method}. */
    <Q, R> void bidiStream(Endpoint<Q, R> endpoint, Function<Flow.Publisher<Q>, Flow.Publisher<R>> method);
}
