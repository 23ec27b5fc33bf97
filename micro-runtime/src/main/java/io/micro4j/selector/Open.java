package io.micro4j.selector;

import io.micro4j.registry.Node;
import org.jspecify.annotations.Nullable;

/** The nodes of a {@link Group} that may be called now, at least one. Immutable, but for what its members note. */
final class Open {
    final Node[] nodes;
    final Member[] members;
    /** How long the calls of each took lately, in nanoseconds; 0 if that is not known. */
    final double[] latencies;

    final long since;
    final int change;
    private final double @Nullable [] weights;
    private final Sources sources;

    /**
     * @param weights the part of a full share of calls that each gets; null where each gets the full one
     * @param since when this was found out
     * @param change how often it had changed then who may be called
     */
    Open(
            Node[] nodes,
            Member[] members,
            double[] latencies,
            double @Nullable [] weights,
            Sources sources,
            long since,
            int change) {
        this.nodes = nodes;
        this.members = members;
        this.latencies = latencies;
        this.weights = weights;
        this.sources = sources;
        this.since = since;
        this.change = change;
    }

    int size() {
        return nodes.length;
    }

    /** Returns any of them, by their weights. */
    int any() {
        int at = sources.below(nodes.length);
        for (int i = 0; i < nodes.length * 4 && !takes(at); i++) {
            at = sources.below(nodes.length);
        }
        return at;
    }

    /** Returns another than {@code one}, by their weights; {@code one} if there is none. */
    int anyBut(int one) {
        if (nodes.length == 1) {
            return one;
        }
        int other = (one + 1 + sources.below(nodes.length - 1)) % nodes.length;
        return takes(other) ? other : one;
    }

    /** Returns whether the one at {@code at} gets a call that falls on it. */
    boolean takes(int at) {
        return weights == null || sources.happens(weights[at]);
    }
}
