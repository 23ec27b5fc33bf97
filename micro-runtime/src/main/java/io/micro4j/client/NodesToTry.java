package io.micro4j.client;

import io.micro4j.call.MicroException;
import io.micro4j.registry.Node;
import io.micro4j.selector.Next;
import io.micro4j.selector.Outcome;
import io.micro4j.selector.Selector;
import java.util.ArrayList;
import java.util.List;

/** Gives the nodes for the attempts of one call: each that is known once, then those that have come since, then all of them again. */
final class NodesToTry {
    private final OutgoingCall call;
    private final Selector selector;
    private List<Node> tried = List.of();
    private Next nodes;

    /**
     * Asks the selector. The first look-up of a service may block.
     *
     * @throws MicroException as {@link Selector#select}
     */
    NodesToTry(OutgoingCall call, Selector selector) {
        this.call = call;
        this.selector = selector;
        this.nodes = select();
    }

    Node next() {
        Node node = nodes.next();
        if (tried.contains(node) && mayHaveChanged()) {
            giveBack(node);
            node = among(newer());
        }
        if (tried.isEmpty()) {
            tried = List.of(node); // mostly the only one
        } else {
            tried = tried.size() == 1 ? new ArrayList<>(tried) : tried;
            tried.add(node);
        }
        return node;
    }

    private Node among(Next newer) {
        nodes = newer;
        Node node = nodes.next();
        for (int i = 0; i < tried.size() && tried.contains(node); i++) {
            giveBack(node);
            node = nodes.next();
        }
        return node;
    }

    private Next newer() {
        try {
            return select();
        } catch (MicroException noneLeft) {
            return nodes; // those that were tried are all that there is to try
        }
    }

    /** Asks only where the answer is at hand. */
    private boolean mayHaveChanged() {
        return call.addresses().isEmpty() && selector.isReady(call.service());
    }

    private void giveBack(Node node) {
        selector.mark(call.service(), node, Outcome.GIVEN_UP, 0);
    }

    private Next select() {
        if (call.addresses().isEmpty()) {
            return selector.select(call.service(), call.selection());
        }
        return selector.select(
                call.service(), call.addresses().stream().map(Node::of).toList());
    }
}
