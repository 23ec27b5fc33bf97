package io.micro4j.broker;

/** Hears of each time that a handler failed. */
@FunctionalInterface
public interface ErrorHandler {
    /**
     * A handler failed. What this throws is on the log, and changes nothing.
     *
     * @param attempt the how manieth time this was, from 1
     * @param failure what the handler threw
     */
    void failed(Event event, int attempt, Throwable failure);
}
