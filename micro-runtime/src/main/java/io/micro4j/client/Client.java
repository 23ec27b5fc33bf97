package io.micro4j.client;

import io.micro4j.stub.Caller;

/**
 * Calls services. One client serves a whole process: its connections, caches and threads are shared by all that it calls.
 *
 * <p>Safe for use by many threads.
 */
public interface Client extends AutoCloseable {
    /** Returns what calls the nodes registered as {@code service}; nothing is looked up before the first call. */
    Caller caller(String service);

    /**
     * Returns the same client, whose futures complete and whose subscribers are told on the I/O thread: faster, for callbacks that do not block. A
     * blocking call from there fails at once.
     */
    Client inlineCallbacks();

    /** Ends every call with an error and every connection. Closing twice is allowed. */
    @Override
    void close();
}
