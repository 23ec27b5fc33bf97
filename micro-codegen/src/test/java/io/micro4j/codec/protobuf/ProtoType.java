package io.micro4j.codec.protobuf;

import com.google.protobuf.Message;
import io.micro4j.call.MessageType;

/** Stands in for the runtime's type. */
public record ProtoType<T extends Message>(T defaultInstance) implements MessageType<T> {
    public static <T extends Message> ProtoType<T> of(T defaultInstance) {
        return new ProtoType<>(defaultInstance);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<T> javaType() {
        return (Class<T>) defaultInstance.getClass();
    }
}
