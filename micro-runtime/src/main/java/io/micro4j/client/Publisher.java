package io.micro4j.client;

import com.google.protobuf.Message;
import io.micro4j.broker.Broker;
import io.micro4j.broker.Event;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Context;
import io.micro4j.call.MessageType;
import io.micro4j.call.Metadata;
import io.micro4j.codec.Codec;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.protobuf.ProtoType;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of messages, as go-micro's {@code client.Publish} does. Safe for use by many threads.
 *
 * @param broker null if there is none
 */
record Publisher(@Nullable Broker broker, Codecs codecs, Map<Key, Writer> writers) {
    Publisher(@Nullable Broker broker, Codecs codecs) {
        this(broker, codecs, new ConcurrentHashMap<>());
    }

    private record Key(MessageType<?> type, @Nullable String contentType) {}

    private record Writer(String contentType, Marshaller<Object> marshaller) {}

    /** Returns the type of a message of which nobody said it: that of its class. */
    @SuppressWarnings("unchecked") // of the message's own class
    static <T> MessageType<T> typeOf(T message) {
        return (MessageType<T>)
                (message instanceof Message proto
                        ? ProtoType.of(proto.getDefaultInstanceForType())
                        : MessageType.of(message.getClass()));
    }

    <T> void publish(String topic, MessageType<T> type, T message, @Nullable String contentType, CallOptions options) {
        Broker carrier = broker;
        if (carrier == null) {
            throw new IllegalStateException("This client has no broker; hand one to ClientBuilder.broker");
        }
        Writer writer = writers.computeIfAbsent(new Key(type, contentType), key -> writer(type, contentType));
        Metadata headers = Propagation.metadata(Context.current(), options.metadata())
                .with(Event.CONTENT_TYPE, writer.contentType)
                .with(Event.ID, UUID.randomUUID().toString());
        carrier.publish(
                new Event(topic, headers, writer.marshaller.encode(message).toByteArray()));
    }

    @SuppressWarnings("unchecked") // used with messages of this type alone
    private Writer writer(MessageType<?> type, @Nullable String contentType) {
        Codec codec = contentType == null ? codecs.forType(type) : codecs.find(contentType);
        if (codec == null) {
            throw new CodecException("No codec writes " + contentType + "; found " + codecs);
        }
        return new Writer(codec.contentType(), (Marshaller<Object>) codec.marshaller(type));
    }
}
