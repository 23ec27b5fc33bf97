package io.micro4j.transport.http2;

import io.netty.util.collection.IntObjectHashMap;
import java.util.Arrays;

/** The streams that ended last, and by whom: what still comes for one that ended here is passed over. */
final class ClosedStreams {
    private static final int MOST_ENDED = 1024;

    /** What a peer sends on may come a round trip later, while others are reset. */
    private static final int MOST_RESET = 16 * 1024;

    private final Ring ended = new Ring(MOST_ENDED);
    private final Ring reset = new Ring(MOST_RESET);

    /** What is in {@link #reset}, which a peer may ask for by each of its frames. */
    private final IntObjectHashMap<Boolean> isReset = new IntObjectHashMap<>();

    void add(int id, boolean resetHere) {
        if (!resetHere) {
            ended.add(id);
        } else if (isReset.put(id, Boolean.TRUE) == null) {
            isReset.remove(reset.add(id));
        }
    }

    /** Returns whether {@code id} was reset here. */
    boolean wasReset(int id) {
        return isReset.containsKey(id);
    }

    /** Returns whether {@code id} ended not long ago. */
    boolean isKnown(int id) {
        return ended.has(id) || wasReset(id);
    }

    /** The ids that were added last; no larger than there were some. */
    private static final class Ring {
        private final int most;
        private int[] ids = new int[16];
        private int next;
        private int size;

        Ring(int most) {
            this.most = most;
        }

        /** Returns the id that had to go; 0 if none had to. */
        int add(int id) {
            if (size == ids.length && size < most) {
                ids = Arrays.copyOf(ids, size * 2);
                next = size;
            }
            int oldest = ids[next];
            ids[next] = id;
            next = (next + 1) & (ids.length - 1);
            size = Math.min(size + 1, ids.length);
            return oldest;
        }

        boolean has(int id) {
            for (int i = 0; i < size; i++) {
                if (ids[i] == id) {
                    return true;
                }
            }
            return false;
        }
    }
}
