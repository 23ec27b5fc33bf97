package io.micro4j.selector;

import io.micro4j.registry.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * The nodes of one service that failed lately. Safe for use by many threads.
 *
 * <p>A node that fails is left out for a pause, twice as long each time that it fails again; one answer makes it good.
 */
final class Bans {
    private static final int MOST_DOUBLINGS = 20;

    private final SelectorOptions options;
    private final LongSupplier clock;
    private final IntUnaryOperator random;
    private final Map<String, Ban> bans = new ConcurrentHashMap<>();

    private record Ban(long since, long nanos, int failures) {
        boolean holds(long now) {
            return now - since < nanos;
        }
    }

    Bans(SelectorOptions options, LongSupplier clock, IntUnaryOperator random) {
        this.options = options;
        this.clock = clock;
        this.random = random;
    }

    /** Returns {@code nodes} without those that are left out; all of them if none would remain. */
    List<Node> allowed(List<Node> nodes) {
        if (bans.isEmpty()) {
            return nodes;
        }
        long now = clock.getAsLong();
        List<Node> rest = nodes.stream().filter(node -> !isBanned(node, now)).toList();
        return rest.isEmpty() ? nodes : rest;
    }

    /** Leaves {@code node} out for a while, unless it is the last of {@code nodes} that is not. */
    synchronized void failed(Node node, List<Node> nodes) {
        long now = clock.getAsLong();
        if (!isLast(node, nodes, now)) {
            bans.compute(node.id(), (id, before) -> {
                int failures = before == null ? 1 : before.holds(now) ? before.failures() : before.failures() + 1;
                return new Ban(now, nanos(failures), failures);
            });
        }
    }

    /** Takes {@code node} back. */
    void answered(Node node) {
        if (!bans.isEmpty()) {
            bans.remove(node.id());
        }
    }

    void clear() {
        bans.clear();
    }

    private boolean isLast(Node node, List<Node> nodes, long now) {
        boolean known = nodes.stream().anyMatch(other -> other.id().equals(node.id()));
        return known && nodes.stream().allMatch(other -> other.id().equals(node.id()) || isBanned(other, now));
    }

    private boolean isBanned(Node node, long now) {
        Ban ban = bans.get(node.id());
        return ban != null && ban.holds(now);
    }

    /** A tenth more or less, so that clients do not all come back at once. */
    private long nanos(int failures) {
        long nanos = options.pause().toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
        long most = options.longestPause().toNanos();
        long pause = nanos <= 0 || nanos > most ? most : nanos;
        return pause - pause / 10 + pause / 500 * random.applyAsInt(101);
    }
}
