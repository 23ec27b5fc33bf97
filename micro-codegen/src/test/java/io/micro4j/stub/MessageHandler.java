package io.micro4j.stub;

/** Stands in for the runtime's type. */
@FunctionalInterface
public interface MessageHandler<T> {
    void handle(T message) throws Exception;
}
