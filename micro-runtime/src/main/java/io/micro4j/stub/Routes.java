package io.micro4j.stub;

import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import java.util.function.Function;
import java.util.stream.Stream;

/** Takes the endpoints of a handler, each with the method that serves it, blocking or not. Generated handlers fill it. For one thread. */
public interface Routes {
    /** Serves {@code endpoint} with {@code method}. */
    <Q, R> void unary(Endpoint<Q, R> endpoint, Function<Q, R> method);

    /** Serves {@code endpoint} with {@code method}, whose stream is drawn in order and closed. */
    <Q, R> void serverStream(Endpoint<Q, R> endpoint, Function<Q, Stream<R>> method);

    /** Serves {@code endpoint} with {@code method}, which draws the requests on its own thread. */
    <Q, R> void clientStream(Endpoint<Q, R> endpoint, Function<Stream<Q>, R> method);

    /** Serves {@code endpoint} with {@code method}, whose stream is drawn in order and closed. */
    <Q, R> void bidiStream(Endpoint<Q, R> endpoint, Function<Stream<Q>, Stream<R>> method);

    /**
     * Calls {@code handler} with each message that is published under {@code topic}, written in any way that a codec reads.
     *
     * @throws IllegalArgumentException if the options make no sense for that topic
     */
    <T> void subscribe(String topic, MessageType<T> type, SubscribeOptions options, MessageHandler<T> handler);

    /** Returns the same for methods that do not block. */
    AsyncRoutes async();
}
