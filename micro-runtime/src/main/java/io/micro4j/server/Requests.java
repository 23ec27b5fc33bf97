package io.micro4j.server;

import io.micro4j.transport.Body;

/**
 * Brings the requests of one call to its handler. Told on an I/O thread, but for {@link #value}.
 *
 * @param <I> what the handler takes
 */
interface Requests<I> {
    /** The call has come: says what the handler needs, or starts it. */
    void open();

    /** One request. */
    void message(Body body);

    /** No request follows. */
    void complete();

    /** The call is over; nobody waits for what the handler has not read. */
    void over(String why);

    /** Returns what the handler takes, on the handler's thread. */
    I value();

    /** Makes the requests of each call of one endpoint. */
    @FunctionalInterface
    interface Factory<I> {
        Requests<I> of(ServerCall<I, ?> call);
    }
}
