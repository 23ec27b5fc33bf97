package io.micro4j.call;

/** Stands in for the runtime's type. */
public interface MessageType<T> {
    Class<T> javaType();

    static <T> MessageType<T> of(Class<T> type) {
        return () -> type;
    }
}
