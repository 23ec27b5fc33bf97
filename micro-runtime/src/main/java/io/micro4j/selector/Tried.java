package io.micro4j.selector;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which nodes a call was made to: mostly one. For one thread at a time. */
final class Tried {
    private int first = -1;
    private @Nullable BitSet more;

    boolean contains(int node) {
        return node == first || (more != null && more.get(node));
    }

    /** Adds one of {@code all}; where it has been tried already, all have, and they begin again. */
    void add(int node, int all) {
        if (first < 0) {
            first = node;
            return;
        }
        if (more == null) {
            more = new BitSet(all);
            more.set(first);
        }
        if (more.get(node)) {
            more.clear();
            first = node;
        }
        more.set(node);
    }
}
