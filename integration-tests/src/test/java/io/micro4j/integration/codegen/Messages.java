package io.micro4j.integration.codegen;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Optional;

/** Messages of any class that carry one number, if they have a field that can. */
final class Messages {
    static Message of(Class<? extends Message> type, int number) {
        Message nothing = defaultInstance(type);
        return field(nothing)
                .map(field -> nothing.toBuilder()
                        .setField(field, valueFor(field, number))
                        .build())
                .orElse(nothing);
    }

    static int number(Message message) {
        return field(message)
                .map(message::getField)
                .map(value -> Integer.parseInt(value.toString()))
                .orElse(0);
    }

    private static Message defaultInstance(Class<? extends Message> type) {
        try {
            return (Message) type.getMethod("getDefaultInstance").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is no message", e);
        }
    }

    private static Optional<FieldDescriptor> field(Message message) {
        return message.getDescriptorForType().getFields().stream()
                .filter(field -> !field.isRepeated())
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.STRING
                        || field.getJavaType() == FieldDescriptor.JavaType.INT)
                .findFirst();
    }

    private static Object valueFor(FieldDescriptor field, int number) {
        return field.getJavaType() == FieldDescriptor.JavaType.STRING ? (Object) Integer.toString(number) : number;
    }

    private Messages() {}
}
