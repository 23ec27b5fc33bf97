package io.micro4j.broker;

/** Takes events as they came. Called by as many threads at once as {@link SubscribeOptions#concurrency} says. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Handles {@code event}. Returning says that it is done; it is not delivered again.
     *
     * @throws Exception if it could not be handled: then it is tried again, and in the end goes to the dead-letter topic
     */
    void handle(Event event) throws Exception;
}
