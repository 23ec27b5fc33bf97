package io.micro4j.codec.json;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.MessageType;

/**
 * Names the type of a message whose JSON is generated. Immutable.
 *
 * @param type the message's class
 * @param form how it is written and read
 * @param <T> the message's class
 */
public record JsonType<T>(Class<T> type, JsonForm<T> form) implements MessageType<T> {
    public JsonType {
        requireNonNull(type, "type");
        requireNonNull(form, "form");
    }

    /** Returns the type of messages that {@code form} writes and reads. */
    public static <T> JsonType<T> of(Class<T> type, JsonForm<T> form) {
        return new JsonType<>(type, form);
    }
}
