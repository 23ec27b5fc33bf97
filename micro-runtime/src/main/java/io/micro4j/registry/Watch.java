package io.micro4j.registry;

/** A listener's stay with a registry. */
public interface Watch extends AutoCloseable {
    /** Ends it: no event starts afterwards. Closing twice is allowed. */
    @Override
    void close();
}
