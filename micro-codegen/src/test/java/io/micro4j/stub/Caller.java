package io.micro4j.stub;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import java.util.stream.Stream;

/** Stands in for the runtime's type. */
public interface Caller {
    Caller with(CallOptions options);

    AsyncCaller async();

    <Q, R> R unary(Endpoint<Q, R> endpoint, Q request);

    <Q, R> Stream<R> serverStream(Endpoint<Q, R> endpoint, Q request);

    <Q, R> R clientStream(Endpoint<Q, R> endpoint, Stream<Q> requests);

    <Q, R> Stream<R> bidiStream(Endpoint<Q, R> endpoint, Stream<Q> requests);
}
