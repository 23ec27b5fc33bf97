package io.micro4j.server;

/** Names nodes. mDNS carries an id as one label, which has 63 bytes. */
final class NodeId {
    private static final int LONGEST = 63;
    private static final int LEAST_OF_ID = 12;

    private NodeId() {}

    /** Returns {@code <name>-<id>}, with as much of both as has room. */
    static String of(String name, String id) {
        int room = LONGEST - 1;
        String tail = id.substring(0, Math.min(id.length(), Math.max(LEAST_OF_ID, room - name.length())));
        String head = name.substring(0, Math.min(name.length(), room - Math.min(tail.length(), room - 1)));
        return head + "-" + tail;
    }
}
