package io.micro4j.server;

/**
 * Takes what a handler returns back to the caller.
 *
 * @param <O> what the handler returns
 */
interface Replies<O> {
    /** Sends {@code result}, on the handler's thread, and ends the call now or later. What this throws ends it too. */
    void deliver(O result);

    /** There is room for more. Told on an I/O thread. */
    default void writable() {}

    /** The call is over. May run code of the handler's, so it is not for an I/O thread. */
    default void stop() {}

    /** Makes the replies of each call of one endpoint. */
    @FunctionalInterface
    interface Factory<O> {
        Replies<O> of(ServerCall<?, O> call);
    }
}
