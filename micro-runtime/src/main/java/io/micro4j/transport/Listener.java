package io.micro4j.transport;

/** A place where calls are taken. Safe for use by many threads. */
public interface Listener extends AutoCloseable {
    /** Returns where it listens, as {@code host:port}, with the port that was found. */
    String address();

    /** Returns how many connections clients hold open here, with and without calls. A server that stops waits for them to leave. */
    default int connections() {
        return 0;
    }

    /** Asks clients to leave, by what the wire has for that. Calls go on, and new ones that still come are taken. */
    default void drain() {}

    /** Stops listening and ends what is still going on: calls end as cancelled at both sides. Closing twice is allowed. */
    @Override
    void close();
}
