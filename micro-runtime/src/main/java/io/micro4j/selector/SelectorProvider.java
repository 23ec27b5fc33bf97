package io.micro4j.selector;

import io.micro4j.registry.Registry;

/** Opens a kind of selector. Found by {@link java.util.ServiceLoader}; does no work and never throws while it is loaded. */
public interface SelectorProvider {
    /** Returns the name that it answers to: {@code random}. */
    String name();

    /** Opens a selector over {@code registry}, which stays its owner's to close. */
    Selector open(Registry registry, SelectorOptions options);
}
