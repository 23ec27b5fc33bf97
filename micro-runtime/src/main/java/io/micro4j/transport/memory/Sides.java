package io.micro4j.transport.memory;

import io.micro4j.transport.End;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The calls that are going on at one place, until it closes. Safe for use by many threads. */
final class Sides {
    private final Set<Side> sides = new HashSet<>();
    private boolean closed;

    /** Adds {@code side}; refuses once closed. */
    synchronized boolean add(Side side) {
        return !closed && sides.add(side);
    }

    synchronized void remove(Side side) {
        sides.remove(side);
    }

    /** Ends every call, at both of its sides, with {@code why}, and lets no other begin. */
    void close(End why) {
        taken().forEach(side -> side.leave(why));
    }

    private synchronized List<Side> taken() {
        closed = true;
        return List.copyOf(sides);
    }

    @Override
    public synchronized String toString() {
        return sides.size() + " calls";
    }
}
