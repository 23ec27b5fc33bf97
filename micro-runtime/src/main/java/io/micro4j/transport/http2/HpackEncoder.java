package io.micro4j.transport.http2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes header blocks of one direction of a connection, in their order: RFC 7541. One block at a time, from {@link #begin} on.
 *
 * <p>Without the Huffman code: what repeats is a byte or two from the second time on, and what does not is not worth its time.
 */
public final class HpackEncoder {
    private static final int INDEXED = 0x80;
    private static final int REMEMBERED = 0x40;
    private static final int RESIZE = 0x20;
    private static final int NEVER_REMEMBERED = 0x10;
    private static final int KEPT = 16 * 1024;

    private final HeaderTable table = new HeaderTable();
    private int limit = HeaderTable.MOST_BYTES;
    private int toldLimit = HeaderTable.MOST_BYTES;
    private int lowestLimit = HeaderTable.MOST_BYTES;
    private byte[] bytes = new byte[512];
    private int size;

    /** Returns a writer for a peer with default settings. */
    HpackEncoder() {}

    /** Remembers no more than the peer allows. */
    void limit(long allowed) {
        limit = (int) Math.min(allowed, HeaderTable.MOST_BYTES);
        lowestLimit = Math.min(lowestLimit, limit);
        table.limit(limit);
    }

    /** Begins a block. */
    public HpackEncoder begin() {
        if (bytes.length > KEPT) {
            bytes = new byte[512];
        }
        size = 0;
        if (lowestLimit < toldLimit && lowestLimit < limit) {
            number(RESIZE, 5, lowestLimit);
        }
        if (limit != toldLimit || lowestLimit < limit) {
            number(RESIZE, 5, limit);
            toldLimit = limit;
            lowestLimit = limit;
        }
        return this;
    }

    /** Writes entry {@code index} of RFC 7541, appendix A. */
    public HpackEncoder known(int index) {
        number(INDEXED, 7, index);
        return this;
    }

    /** Writes a header that will come again with this value. */
    public HpackEncoder repeated(String name, String value) {
        int entry = table.find(name, value);
        if (entry >= 0) {
            return known(StaticTable.COUNT + 1 + entry);
        }
        return remembered(name, value);
    }

    /** Writes a header that will come again with another value. */
    public HpackEncoder changing(String name, String value) {
        int entry = table.find(name);
        if (entry < 0) {
            return remembered(name, value);
        }
        number(0, 4, StaticTable.COUNT + 1 + entry);
        text(value);
        return this;
    }

    /**
     * Writes a header that may be a secret, or come only once. A name is written in lower case; in a value, a space stands for each control character.
     */
    public HpackEncoder once(String name, String value) {
        number(NEVER_REMEMBERED, 4, 0);
        name(name);
        text(value);
        return this;
    }

    /** Returns whether {@code name} is one that a header can have, but for its case. */
    public static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Characters.isName(lower(name.charAt(i)))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Returns the array that the block stands in, from 0 to {@link #size}. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns how many bytes the block has. */
    int size() {
        return size;
    }

    private HpackEncoder remembered(String name, String value) {
        number(REMEMBERED, 6, 0);
        name(name);
        text(value);
        table.add(name, value, name.length() + valueBytes(value) + HeaderList.OVERHEAD);
        return this;
    }

    private void name(String name) {
        int length = name.length();
        number(0, 7, length);
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) lower(name.charAt(i));
        }
    }

    private void text(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            if (value.charAt(i) >= 0x80) {
                beyondAscii(value);
                return;
            }
        }
        number(0, 7, length);
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = printable((byte) value.charAt(i));
        }
    }

    private void beyondAscii(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(0, 7, encoded.length);
        room(encoded.length);
        for (byte b : encoded) {
            bytes[size++] = printable(b);
        }
    }

    private void number(int pattern, int bits, int value) {
        room(6);
        int most = (1 << bits) - 1;
        if (value < most) {
            bytes[size++] = (byte) (pattern | value);
            return;
        }
        bytes[size++] = (byte) (pattern | most);
        int rest = value - most;
        while (rest >= 0x80) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }

    private static int valueBytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c;
    }

    private static byte printable(byte b) {
        return (b >= 0 && b < ' ' && b != '\t') || b == 0x7f ? (byte) ' ' : b;
    }
}
