package io.micro4j.call;

import static java.util.Objects.requireNonNull;

/**
 * Names the type of a message, for the codecs that write and read it. Immutable.
 *
 * <p>Messages of protobuf have a token of their own, {@code io.micro4j.codec.protobuf.ProtoType}.
 *
 * @param <T> the message's class
 */
public interface MessageType<T> {
    /** Returns the message's class. */
    Class<T> type();

    /** Returns the message's short name, as it is shown in a registry. */
    default String name() {
        return type().getSimpleName();
    }

    /** Returns the type of a plain class, a record or {@code byte[]}. */
    static <T> MessageType<T> of(Class<T> type) {
        return new ClassType<>(requireNonNull(type, "type"));
    }
}
