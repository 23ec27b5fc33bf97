package io.micro4j.transport.http;

import io.micro4j.transport.Body;
import java.util.Arrays;

/** Collects a body into an array of its own, which grows with what has come and not with what was announced. */
final class BodyBuffer {
    private static final int TRUSTED = 64 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int size;

    /** Starts a body of about {@code expected} bytes. */
    void start(long expected) {
        bytes = expected == 0 ? NOTHING : new byte[(int) Math.min(expected, TRUSTED)];
        size = 0;
    }

    /** Adds bytes to a body that will have {@code expected}; 0 if that is not known. */
    void add(byte[] source, int from, int length, int expected) {
        if (size + length > bytes.length) {
            int doubled = Math.max(size + length, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L));
            bytes = Arrays.copyOf(bytes, expected > 0 ? Math.min(doubled, expected) : doubled);
        }
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    int size() {
        return size;
    }

    /** Returns the body, and forgets it. */
    Body take() {
        Body body =
                size == 0 ? Body.EMPTY : new Body(size == bytes.length ? bytes : Arrays.copyOf(bytes, size), 0, size);
        bytes = NOTHING;
        size = 0;
        return body;
    }
}
