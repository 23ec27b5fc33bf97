package io.micro4j.selector;

import io.micro4j.registry.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which node of a service to call.
 *
 * <p>Safe for use by many threads. {@link #select} answers from memory whenever it can; only the first look-up of a service may block.
 */
public interface Selector extends AutoCloseable {
    /** Returns the name it is chosen by: {@code random}. */
    String name();

    /**
     * Returns what gives the nodes of {@code service}, one a try.
     *
     * @throws io.micro4j.call.MicroException 404 if nobody answers to that name, with the nearest names that somebody does; 503 if the registry
     *     cannot be reached and nothing is remembered
     */
    Next select(String service);

    /** Returns whether {@link #select(String)} would answer without asking the registry, so that it may be called on an I/O thread. */
    boolean isReady(String service);

    /** As {@link #select(String)}, but with these nodes in place of those in the registry. */
    Next select(String service, List<Node> nodes);

    /**
     * Takes note of how a call to {@code node} went. A node that fails is left out for a while, but never the last one.
     *
     * @param failure what went wrong between here and the node; null if the node answered, be it with an error of its own
     */
    void mark(String service, Node node, @Nullable Throwable failure);

    /** Forgets what {@link #mark} noted of {@code service}. */
    void reset(String service);

    /** Stops watching the registry, which it does not close. Closing twice is allowed. */
    @Override
    void close();
}
