package io.micro4j.transport.http2;

import org.jspecify.annotations.Nullable;

/** The headers that one direction of a connection remembers, newest first: RFC 7541, section 2.3.2. Holds at most 4,096 bytes. */
final class HeaderTable {
    static final int MOST_BYTES = 4096;

    private static final int SLOTS = MOST_BYTES / HeaderList.OVERHEAD;

    private final @Nullable String[] names = new String[SLOTS];
    private final @Nullable String[] values = new String[SLOTS];
    private final int[] sizes = new int[SLOTS];
    private final boolean[] badNames = new boolean[SLOTS];
    private final boolean[] badValues = new boolean[SLOTS];
    private int newest;
    private int count;
    private int bytes;
    private int limit = MOST_BYTES;

    int count() {
        return count;
    }

    /** Returns the name of entry {@code index}, from 0, the newest. */
    String name(int index) {
        return text(names, index);
    }

    /** Returns the value of entry {@code index}. */
    String value(int index) {
        return text(values, index);
    }

    /** Returns the bytes of the name and the value of entry {@code index}, and 32. */
    int size(int index) {
        return sizes[slot(index)];
    }

    /** Returns whether the name of entry {@code index} has characters that no name may have. */
    boolean isBadName(int index) {
        return badNames[slot(index)];
    }

    /** Returns whether the value of entry {@code index} has characters that no value may have. */
    boolean isBadValue(int index) {
        return badValues[slot(index)];
    }

    /** Forgets the oldest entries until there are no more than {@code limit} bytes, now and from now on. */
    void limit(int limit) {
        this.limit = limit;
        shrink(limit);
    }

    /** Adds an entry, in place of the oldest. One that is larger than the table empties it. */
    void add(String name, String value, int size) {
        add(name, false, value, false, size);
    }

    void add(String name, boolean badName, String value, boolean badValue, int size) {
        shrink(Math.max(0, limit - size));
        if (size <= limit) {
            newest = (newest - 1) & (SLOTS - 1);
            names[newest] = name;
            values[newest] = value;
            sizes[newest] = size;
            badNames[newest] = badName;
            badValues[newest] = badValue;
            count++;
            bytes += size;
        }
    }

    /** Returns where {@code name} with {@code value} stands, or -1. */
    int find(String name, String value) {
        for (int i = 0; i < count; i++) {
            int slot = slot(i);
            if (name.equals(names[slot]) && value.equals(values[slot])) {
                return i;
            }
        }
        return -1;
    }

    /** Returns where {@code name} stands, or -1. */
    int find(String name) {
        for (int i = 0; i < count; i++) {
            if (name.equals(names[slot(i)])) {
                return i;
            }
        }
        return -1;
    }

    private void shrink(int most) {
        while (bytes > most) {
            int oldest = slot(--count);
            bytes -= sizes[oldest];
            names[oldest] = null;
            values[oldest] = null;
        }
    }

    private String text(@Nullable String[] texts, int index) {
        String text = index < count ? texts[slot(index)] : null;
        if (text == null) {
            throw new IndexOutOfBoundsException(index + " of " + count);
        }
        return text;
    }

    private int slot(int index) {
        return (newest + index) & (SLOTS - 1);
    }
}
