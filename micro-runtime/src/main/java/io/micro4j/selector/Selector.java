package io.micro4j.selector;

import io.micro4j.call.Selection;
import io.micro4j.registry.Node;
import java.util.List;

/**
 * Chooses which node of a service to call.
 *
 * <p>Safe for use by many threads. {@link #select} answers from memory whenever it can; only the first look-up of a service may block.
 */
public interface Selector extends AutoCloseable {
    /** Returns the name it is chosen by: {@code random}. */
    String name();

    /**
     * Returns what gives the nodes of {@code service}, one a try. Each that it gives is told of once, to {@link #mark}.
     *
     * @throws io.micro4j.call.MicroException 404 if nobody answers to that name, with the nearest names that somebody does; 503 if the registry
     *     cannot be reached and nothing is remembered, or if no node passes {@code selection} and the filters
     */
    Next select(String service, Selection selection);

    /** As {@link #select(String, Selection)}, with any node. */
    default Next select(String service) {
        return select(service, Selection.ANY);
    }

    /** As {@link #select(String, Selection)}, but with these nodes in place of those in the registry; filters do not apply. */
    Next select(String service, List<Node> nodes);

    /** Returns whether {@link #select(String)} would answer without asking the registry, so that it may be called on an I/O thread. */
    boolean isReady(String service);

    /**
     * Takes note of how a call to {@code node} went. A node that fails is left out for a while, but never the last one.
     *
     * @param nanos how long the node took; 0 where that says nothing of it, as for a stream
     */
    void mark(String service, Node node, Outcome outcome, long nanos);

    /** Forgets what {@link #mark} noted of {@code service}. */
    void reset(String service);

    /** Stops watching the registry, which it does not close. Closing twice is allowed. */
    @Override
    void close();
}
