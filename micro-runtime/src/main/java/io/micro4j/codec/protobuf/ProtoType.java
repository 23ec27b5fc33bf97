package io.micro4j.codec.protobuf;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Message;
import io.micro4j.call.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Names the type of a protobuf message. Immutable.
 *
 * @param <T> the message's class
 */
public final class ProtoType<T extends Message> implements MessageType<T> {
    private final T prototype;
    private final Class<T> type;

    @SuppressWarnings("unchecked") // the default instance is of the class itself
    private ProtoType(T prototype) {
        this.prototype = requireNonNull(prototype, "prototype");
        this.type = (Class<T>) prototype.getClass();
    }

    /** Returns the type of {@code prototype}, the default instance of a message. */
    public static <T extends Message> ProtoType<T> of(T prototype) {
        return new ProtoType<>(prototype);
    }

    @Override
    public Class<T> type() {
        return type;
    }

    /** Returns the default instance. */
    public T prototype() {
        return prototype;
    }

    /** Returns the name in the {@code .proto}, without its package. */
    @Override
    public String name() {
        return prototype.getDescriptorForType().getName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProtoType<?> that
                && type == that.type
                && prototype.getDescriptorForType().equals(that.prototype.getDescriptorForType());
    }

    @Override
    public int hashCode() {
        return prototype.getDescriptorForType().hashCode();
    }

    @Override
    public String toString() {
        return prototype.getDescriptorForType().getFullName();
    }
}
