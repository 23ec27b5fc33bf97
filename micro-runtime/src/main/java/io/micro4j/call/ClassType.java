package io.micro4j.call;

/** The type of a message that is a plain class. */
record ClassType<T>(Class<T> type) implements MessageType<T> {}
