package io.micro4j.selector;

import io.micro4j.registry.Node;

/** Gives nodes to try, one after the other. For one call at a time. */
@FunctionalInterface
public interface Next {
    /** Returns the node to try next. Never fails: where it has given each node, it begins again. */
    Node next();
}
