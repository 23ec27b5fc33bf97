package io.micro4j.stub;

/**
 * Takes messages that were published. Called by as many threads at once as its subscription says.
 *
 * @param <T> the messages
 */
@FunctionalInterface
public interface MessageHandler<T> {
    /**
     * Handles {@code message}. {@code Context.current()} tells what came with it. Returning says that it is done.
     *
     * @throws Exception if it could not be handled: then it is tried again, and in the end goes to the dead-letter topic
     */
    void handle(T message) throws Exception;
}
