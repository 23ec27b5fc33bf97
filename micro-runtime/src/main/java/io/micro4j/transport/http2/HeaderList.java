package io.micro4j.transport.http2;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The headers of one block, in their order; filled again for each. What does not fit its limits is left out, and said. */
public final class HeaderList {
    /** How many bytes each header counts beside its name and value: RFC 9113, section 6.5.2. */
    public static final int OVERHEAD = 32;

    private final int mostBytes;
    private final int mostHeaders;
    private String[] pairs = new String[32];
    private int length;
    private long bytes;
    private boolean malformed;

    HeaderList(int mostBytes, int mostHeaders) {
        this.mostBytes = mostBytes;
        this.mostHeaders = mostHeaders;
    }

    /** Returns how many there are. */
    public int size() {
        return length / 2;
    }

    /** Returns the name of header {@code index}, in lower case. */
    public String name(int index) {
        return pairs[2 * index];
    }

    /** Returns the value of header {@code index}. */
    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** Returns the first value of {@code name}, or null. */
    public @Nullable String get(String name) {
        for (int i = 0; i < length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** Returns whether there were more headers, or longer ones, than are taken. */
    public boolean isTooLarge() {
        return bytes > mostBytes || length > 2 * mostHeaders;
    }

    /** Returns whether a name or a value has characters that none may have. */
    boolean isMalformed() {
        return malformed;
    }

    void clear() {
        Arrays.fill(pairs, 0, length, "");
        length = 0;
        bytes = 0;
        malformed = false;
    }

    void malformed() {
        malformed = true;
    }

    void add(String name, String value, int size) {
        bytes += size;
        if (bytes > mostBytes || length >= 2 * mostHeaders) {
            bytes = Math.max(bytes, mostBytes + 1L);
            return;
        }
        if (length == pairs.length) {
            pairs = Arrays.copyOf(pairs, length * 2);
        }
        pairs[length++] = name;
        pairs[length++] = value;
    }
}
