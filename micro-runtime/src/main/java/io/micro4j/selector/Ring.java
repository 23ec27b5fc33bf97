package io.micro4j.selector;

import io.micro4j.registry.Node;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Nodes on a ring of hashes, each at many points: a key belongs to the next point's node, so that a node that comes or goes moves only its own
 * part of the keys (consistent hashing, Karger et al. 1997). Immutable. Every process that sees the same nodes finds the same node for a key.
 */
final class Ring {
    private static final int POINTS = 64;

    private final Node[] nodes;
    private final Member[] members;
    private final Sources sources;
    private final long[] points;
    private final int[] owners;

    Ring(Node[] nodes, Member[] members, Sources sources) {
        this.nodes = nodes;
        this.members = members;
        this.sources = sources;
        record Point(long at, int owner) {}
        Point[] all = new Point[nodes.length * POINTS];
        for (int i = 0; i < all.length; i++) {
            int owner = i / POINTS;
            all[i] = new Point(mixed(hash(nodes[owner].id()) + i % POINTS * 0x9e3779b97f4a7c15L), owner);
        }
        Arrays.sort(all, (one, other) -> Long.compare(one.at(), other.at()));
        this.points = Arrays.stream(all).mapToLong(Point::at).toArray();
        this.owners = Arrays.stream(all).mapToInt(Point::owner).toArray();
    }

    /** Returns what gives the node of {@code key}, then those that follow on the ring. */
    Next of(String key) {
        int at = Arrays.binarySearch(points, mixed(hash(key)));
        return new Walk(at < 0 ? (-at - 1) % points.length : at);
    }

    private final class Walk implements Next {
        private final int start;
        private final Tried tried = new Tried();

        Walk(int start) {
            this.start = start;
        }

        @Override
        public Node next() {
            int chosen = wellOne();
            tried.add(chosen, nodes.length);
            members[chosen].started();
            return nodes[chosen];
        }

        private int wellOne() {
            long now = sources.now();
            for (int i = 0; i < points.length; i++) {
                int owner = owners[(start + i) % points.length];
                if (!tried.contains(owner) && !members[owner].isBanned(now) && members[owner].admit()) {
                    return owner;
                }
            }
            return owners[start];
        }
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** SplitMix64's finalizer: spreads hashes of like texts. */
    private static long mixed(long hash) {
        long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
