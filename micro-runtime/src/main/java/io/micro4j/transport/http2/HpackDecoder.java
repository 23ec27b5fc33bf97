package io.micro4j.transport.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.micro4j.transport.net.StringCache;

/** Reads header blocks of one direction of a connection, in their order: RFC 7541. */
final class HpackDecoder {
    private static final int MOST_SHIFT = 28;
    private static final int KEPT = 256;

    private final HeaderTable table = new HeaderTable();
    private final StringCache strings;
    private byte[] scratch = new byte[KEPT];

    private byte[] bytes = scratch;
    private int position;
    private int end;

    // The string that was read last.
    private String text = "";
    private int textBytes;
    private boolean isBad;

    HpackDecoder(StringCache strings) {
        this.strings = strings;
    }

    /**
     * Reads a whole block.
     *
     * @throws Http2Fault of the connection, if it cannot be read: what follows could not be read either
     */
    void decode(byte[] bytes, int from, int to, HeaderList headers) throws Http2Fault {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
        boolean resizable = true;
        while (position < end) {
            int first = bytes[position];
            if (first < 0) {
                indexed(number(7), headers);
            } else if ((first & 0x40) != 0) {
                literal(number(6), true, headers);
            } else if ((first & 0x20) != 0) {
                resize(number(5), resizable);
                continue;
            } else {
                literal(number(4), false, headers);
            }
            resizable = false;
        }
        if (scratch.length > KEPT) {
            scratch = new byte[KEPT];
        }
        this.bytes = scratch;
    }

    private void indexed(int index, HeaderList headers) throws Http2Fault {
        if (index == 0) {
            throw fault("entry 0 does not exist");
        }
        String name = name(index);
        if (index <= StaticTable.COUNT) {
            String value = StaticTable.value(index);
            headers.add(name, value, name.length() + value.length() + HeaderList.OVERHEAD);
        } else {
            int entry = index - StaticTable.COUNT - 1;
            if (table.isBadName(entry) || table.isBadValue(entry)) {
                headers.malformed();
            }
            headers.add(name, table.value(entry), table.size(entry));
        }
    }

    private void literal(int index, boolean remembered, HeaderList headers) throws Http2Fault {
        String name;
        int nameBytes;
        boolean badName;
        if (index == 0) {
            string(true);
            name = text;
            nameBytes = textBytes;
            badName = isBad;
        } else {
            name = name(index);
            nameBytes = name.length();
            badName = index > StaticTable.COUNT && table.isBadName(index - StaticTable.COUNT - 1);
        }
        string(false);
        int size = nameBytes + textBytes + HeaderList.OVERHEAD;
        if (badName || isBad) {
            headers.malformed();
        }
        headers.add(name, text, size);
        if (remembered) {
            table.add(name, badName, isBad ? "" : text, isBad, size);
        }
    }

    private String name(int index) throws Http2Fault {
        if (index <= StaticTable.COUNT) {
            return StaticTable.name(index);
        }
        int entry = index - StaticTable.COUNT - 1;
        if (entry >= table.count()) {
            throw fault("entry " + index + " does not exist");
        }
        return table.name(entry);
    }

    private void resize(int limit, boolean allowed) throws Http2Fault {
        if (!allowed) {
            throw fault("the table is resized behind a header");
        }
        if (limit > HeaderTable.MOST_BYTES) {
            throw fault("the table is resized to " + limit + " bytes, over " + HeaderTable.MOST_BYTES);
        }
        table.limit(limit);
    }

    private void string(boolean isName) throws Http2Fault {
        if (position >= end) {
            throw fault("a string is missing");
        }
        boolean coded = bytes[position] < 0;
        int length = number(7);
        if (length > end - position) {
            throw fault("a string is longer than its block");
        }
        int from = position;
        position += length;
        if (coded) {
            uncode(isName, from, length);
        } else {
            take(isName, bytes, from, position);
        }
    }

    private void uncode(boolean isName, int from, int length) throws Http2Fault {
        int most = Huffman.mostBytes(length);
        if (scratch.length < most) {
            scratch = new byte[most];
        }
        int size = Huffman.decode(bytes, from, from + length, scratch);
        if (size < 0) {
            throw fault("a string is not in the Huffman code");
        }
        take(isName, scratch, 0, size);
    }

    private void take(boolean isName, byte[] source, int from, int to) {
        isBad = isName ? !Characters.isName(source, from, to) : !Characters.isValue(source, from, to);
        // A name that is none has as many characters as bytes too, so that its length is known from the table.
        text = isName && isBad ? new String(source, from, to - from, ISO_8859_1) : strings.string(source, from, to);
        textBytes = to - from;
    }

    /** Reads a number that begins in the last {@code bits} bits of the next byte: section 5.1. */
    private int number(int bits) throws Http2Fault {
        int most = (1 << bits) - 1;
        int value = bytes[position++] & most;
        if (value < most) {
            return value;
        }
        for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
            if (position >= end) {
                throw fault("a number is cut off");
            }
            int next = bytes[position++];
            long sum = value + ((long) (next & 0x7f) << shift);
            if (sum > Integer.MAX_VALUE) {
                break;
            }
            value = (int) sum;
            if (next >= 0) {
                return value;
            }
        }
        throw fault("a number is too large");
    }

    private static Http2Fault fault(String what) {
        return Http2Fault.ofConnection(ErrorCode.COMPRESSION_ERROR, "the compressed headers make no sense: " + what);
    }
}
