package io.micro4j.server;

import io.micro4j.broker.Event;
import io.micro4j.broker.EventHandler;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.Cancellation;
import io.micro4j.call.Context;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.Marshaller;
import io.micro4j.stub.MessageHandler;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A handler of messages, and how they are read.
 *
 * @param readers by content type
 */
record Subscriber<T>(
        String topic,
        MessageType<T> type,
        SubscribeOptions options,
        MessageHandler<T> handler,
        Map<String, Marshaller<T>> readers)
        implements EventHandler {
    private static final String UNSAID = "application/protobuf";

    static <T> Subscriber<T> of(
            String topic, MessageType<T> type, SubscribeOptions options, MessageHandler<T> handler, Codecs codecs) {
        Map<String, Marshaller<T>> readers = new TreeMap<>();
        for (String contentType : codecs.contentTypes()) {
            Codec codec = codecs.find(contentType);
            if (codec != null && codec.supports(type)) {
                readers.put(contentType, codec.marshaller(type));
            }
        }
        return new Subscriber<>(topic, type, options, handler, Map.copyOf(readers));
    }

    @Override
    public void handle(Event event) throws Exception {
        T message = read(event);
        Context context = Context.of(event.headers(), null, "", CallId.of(event.headers()), new Cancellation());
        Optional<Exception> failure = context.call(() -> attempt(message));
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private Optional<Exception> attempt(T message) {
        try {
            handler.handle(message);
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    private T read(Event event) {
        String contentType = event.headers().find(Event.CONTENT_TYPE).orElse(UNSAID);
        Marshaller<T> reader = readers.get(contentType);
        if (reader == null) {
            throw new CodecException("unsupported Content-Type: " + contentType + "; the subscriber of " + topic
                    + " reads " + readers.keySet().stream().sorted().toList());
        }
        return reader.decode(event.body(), 0, event.body().length);
    }
}
