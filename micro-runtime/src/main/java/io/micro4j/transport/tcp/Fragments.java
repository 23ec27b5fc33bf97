package io.micro4j.transport.tcp;

import io.micro4j.transport.Body;
import java.util.Arrays;

/** A message that comes in fragments. Grows with what has come. */
final class Fragments {
    /** How many bytes of the first fragment say the message's size. */
    static final int PREFIX = 4;

    /** How many times as much as has come is made room for, in the belief that it will come. */
    private static final int TRUST = 5;

    /** The most of that: 64 KiB of an application's, and what its codec adds, without a second copy. */
    private static final int TRUSTED = 80 * 1024;

    private final int size;
    private byte[] bytes;
    private int came;
    private long lastCame;

    /** Returns a message of {@code size} bytes, of which {@code first} are about to be added. */
    Fragments(int size, int first) {
        this.size = size;
        this.bytes = new byte[Math.min(size, Math.min(TRUSTED, TRUST * first))];
    }

    /** Returns how many bytes are still to come. */
    int left() {
        return size - came;
    }

    /** Adds a fragment that came {@code now}, after which there are {@code more}, or not. */
    void add(byte[] source, int from, int to, boolean more, long now) throws Fault {
        int length = to - from;
        if (length == 0 && more && came > 0) {
            throw Fault.protocol("a fragment is empty");
        }
        if (more ? length >= size - came : length != size - came) {
            throw Fault.protocol("the fragments of a message of " + size + " bytes do not have its size");
        }
        if (came + length > bytes.length) {
            long doubled = Math.max(came + length, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(size, doubled));
        }
        System.arraycopy(source, from, bytes, came, length);
        came += length;
        lastCame = now;
    }

    /** Returns when a fragment came last. */
    long lastCame() {
        return lastCame;
    }

    Body body() {
        return new Body(bytes, 0, size);
    }
}
