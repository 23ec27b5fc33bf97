package io.micro4j.transport.http2;

/** The streams that ended last, and by whom: what still comes for one that ended here is passed over. */
final class ClosedStreams {
    private static final int SLOTS = 1024;

    /** Each id, negative if it was reset here. */
    private final int[] ids = new int[SLOTS];

    private int next;

    void add(int id, boolean resetHere) {
        ids[next++ & (SLOTS - 1)] = resetHere ? -id : id;
    }

    /** Returns whether {@code id} was reset here. */
    boolean wasReset(int id) {
        return has(-id);
    }

    /** Returns whether {@code id} ended not long ago. */
    boolean isKnown(int id) {
        return has(id) || has(-id);
    }

    private boolean has(int id) {
        for (int each : ids) {
            if (each == id) {
                return true;
            }
        }
        return false;
    }
}
