package io.micro4j.transport.tcp;

import io.micro4j.call.Metadata;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes numbers, texts and names, and remembers names, so that they are sent once and are numbers from then on. What was begun must be sent: the
 * peer remembers what it reads. For one thread, and one connection.
 */
final class Block {
    /** What a text may have at most beside its own bytes. */
    static final int OVERHEAD = 5;

    static final int LITERAL = 0;
    static final int REMEMBERED = 1;
    static final int NUMBER = 2;

    private final Map<String, Integer> numbers = new HashMap<>();
    private byte[] bytes = new byte[512];
    private int size;
    private int mostNames;
    private int nameBytesLeft;

    /** Lets names be remembered, as many as the peer allows. */
    void remember(int names, int nameBytes) {
        mostNames = names;
        nameBytesLeft = nameBytes;
    }

    /** Forgets what was written. */
    Block begin() {
        size = 0;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Writes a number that is not negative: seven bits a byte, the lowest first, the highest bit says that more follow. */
    Block number(long value) {
        long rest = value;
        room(9);
        while (rest > 0x7f) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Writes something that is likely to be written again. */
    Block name(String name) {
        Integer number = numbers.get(name);
        if (number != null) {
            return number((long) number << 2 | NUMBER);
        }
        int length = ByteBufUtil.utf8Bytes(name);
        if (length == 0 || numbers.size() >= mostNames || length > nameBytesLeft) {
            return literal(name, length, LITERAL);
        }
        nameBytesLeft -= length;
        numbers.put(name, numbers.size());
        return literal(name, length, REMEMBERED);
    }

    /** Writes something that is not likely to be written again. */
    Block text(String text) {
        return literal(text, ByteBufUtil.utf8Bytes(text), LITERAL);
    }

    Block metadata(Metadata metadata) {
        number(metadata.size());
        for (int i = 0; i < metadata.size(); i++) {
            name(metadata.name(i)).text(metadata.value(i));
        }
        return this;
    }

    /** Returns how many bytes {@code text} may take at most. */
    static int most(String text) {
        return ByteBufUtil.utf8Bytes(text) + OVERHEAD;
    }

    /** Returns how many bytes {@code metadata} may take at most. */
    static long most(Metadata metadata) {
        long most = OVERHEAD;
        for (int i = 0; i < metadata.size(); i++) {
            most += most(metadata.name(i));
            most += most(metadata.value(i));
        }
        return most;
    }

    private Block literal(String text, int length, int kind) {
        number((long) length << 2 | kind);
        room(length);
        if (length == text.length()) {
            for (int i = 0; i < length; i++) {
                bytes[size + i] = (byte) text.charAt(i);
            }
        } else {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(encoded, 0, bytes, size, length);
        }
        size += length;
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
