package io.micro4j.stub;

import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import java.util.function.Function;
import java.util.stream.Stream;

/** Stands in for the runtime's type. */
public interface Routes {
    <T> void subscribe(String topic, MessageType<T> type, SubscribeOptions options, MessageHandler<T> handler);

    AsyncRoutes async();

    <Q, R> void unary(Endpoint<Q, R> endpoint, Function<Q, R> method);

    <Q, R> void serverStream(Endpoint<Q, R> endpoint, Function<Q, Stream<R>> method);

    <Q, R> void clientStream(Endpoint<Q, R> endpoint, Function<Stream<Q>, R> method);

    <Q, R> void bidiStream(Endpoint<Q, R> endpoint, Function<Stream<Q>, Stream<R>> method);
}
