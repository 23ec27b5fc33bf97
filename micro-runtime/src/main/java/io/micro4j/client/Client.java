package io.micro4j.client;

import io.micro4j.broker.Broker;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Exchange;
import io.micro4j.call.MessageType;
import io.micro4j.stub.Caller;

/**
 * Calls services. One client serves a whole process: its connections, caches and threads are shared by all that it calls.
 *
 * <p>Safe for use by many threads.
 */
public interface Client extends AutoCloseable {
    /** Returns what calls the nodes registered as {@code service}; nothing is looked up before the first call. */
    Caller caller(String service);

    /**
     * Calls {@code endpoint} of the nodes registered as {@code service}, for talk in which what is sent depends on what was received. The call starts at
     * once; that it failed is said by what it is used for.
     *
     * @param endpoint one with any number of requests and of replies
     * @throws IllegalArgumentException if {@code endpoint} is none
     */
    default <Q, R> Exchange<Q, R> open(String service, Endpoint<Q, R> endpoint) {
        return open(service, endpoint, CallOptions.DEFAULT);
    }

    /** Does what {@link #open(String, Endpoint)} does, with {@code options}. */
    <Q, R> Exchange<Q, R> open(String service, Endpoint<Q, R> endpoint, CallOptions options);

    /**
     * Publishes {@code message} under {@code topic}: a protobuf message as protobuf and anything else as JSON, unless the client's options say how. When
     * this returns, those who subscribe have handled it, as far as the broker promises that: see {@link Broker#publish}.
     *
     * @throws io.micro4j.broker.BrokerException if nobody subscribes, or the message could not be delivered to all
     * @throws io.micro4j.codec.CodecException if it cannot be written
     * @throws IllegalStateException if this client has no broker
     */
    default void publish(String topic, Object message) {
        publish(topic, message, CallOptions.DEFAULT);
    }

    /**
     * Publishes {@code message} as {@code type} says that it is written: a record or a sealed message as it was generated, by the constant of its
     * {@code …Json} class.
     */
    default <T> void publish(String topic, MessageType<T> type, T message) {
        publish(topic, type, message, CallOptions.DEFAULT);
    }

    /** Does what {@link #publish(String, MessageType, Object)} does, with the content type and the metadata of {@code options}. */
    <T> void publish(String topic, MessageType<T> type, T message, CallOptions options);

    /** Does what {@link #publish(String, Object)} does, with the content type and the metadata of {@code options}; the rest is for calls. */
    void publish(String topic, Object message, CallOptions options);

    /**
     * Returns the same client, whose futures complete and whose subscribers are told on the I/O thread: faster, for callbacks that do not block. A
     * blocking call from there fails at once.
     */
    Client inlineCallbacks();

    /** Ends every call with an error and every connection. Closing twice is allowed. */
    @Override
    void close();
}
