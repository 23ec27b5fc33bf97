package io.micro4j.transport.net;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes strings of bytes, and the same string of the same bytes where it can: a server sees the same few names and values again and again.
 *
 * <p>For one thread. Holds a bounded number of short strings.
 */
public final class StringCache {
    private static final int SLOTS = 512;
    private static final int LONGEST = 48;

    private final @Nullable String[] strings = new String[SLOTS];

    /** Returns the string that bytes {@code from} to {@code to} are in UTF-8. */
    public String string(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int slot = hash(bytes, from, to) & (SLOTS - 1);
        String known = strings[slot];
        if (known != null && isSame(known, bytes, from, length)) {
            return known;
        }
        String made = new String(bytes, from, length, StandardCharsets.UTF_8);
        strings[slot] = made;
        return made;
    }

    private static boolean isSame(String known, byte[] bytes, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[from + i]) { // a byte over 127 is negative here, so never the same
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ (hash >>> 9) ^ (hash >>> 18);
    }
}
