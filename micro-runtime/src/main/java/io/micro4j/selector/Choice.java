package io.micro4j.selector;

import java.util.concurrent.atomic.AtomicInteger;

/** A way to choose among the nodes that may be called. Safe for use by many threads. */
interface Choice {
    /**
     * Two nodes whose calls took as long but for this are as fast as each other. What they differ by is chance, and who is behind by chance would
     * get few calls, so that it stays behind.
     */
    double ALIKE_TIMES = 1.5;

    /** Returns the place of one of {@code open}. */
    int among(Open open);

    /** Each as likely as any other. */
    static Choice random() {
        return Open::any;
    }

    /**
     * One after the other, across all calls.
     *
     * @param first where to begin: clients that start together would otherwise all begin with the same node
     */
    static Choice inTurn(int first) {
        AtomicInteger turn = new AtomicInteger(first);
        return open -> {
            int at = Math.floorMod(turn.getAndIncrement(), open.size());
            for (int i = 0; i < open.size() * 4 && !open.takes(at); i++) {
                at = Math.floorMod(turn.getAndIncrement(), open.size());
            }
            return at;
        };
    }

    /** Of two at random the one that would answer sooner, by its calls in flight and how long the latest took. */
    static Choice leastLoaded() {
        return open -> {
            int one = open.any();
            int other = open.anyBut(one);
            return isLess(open, one, other) ? one : other;
        };
    }

    private static boolean isLess(Open open, int one, int other) {
        double its = open.latencies[one];
        double others = open.latencies[other];
        int itsCalls = open.members[one].inFlight();
        int othersCalls = open.members[other].inFlight();
        boolean unknown = its == 0 || others == 0;
        if (unknown || (its < ALIKE_TIMES * others && others < ALIKE_TIMES * its)) {
            return itsCalls <= othersCalls;
        }
        return (itsCalls + 1) * its <= (othersCalls + 1) * others;
    }
}
