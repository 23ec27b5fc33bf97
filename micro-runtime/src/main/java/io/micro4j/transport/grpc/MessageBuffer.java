package io.micro4j.transport.grpc;

import io.micro4j.transport.Body;
import java.util.Arrays;

/** A message that comes in pieces, with the five bytes before it: whether it is packed, and its length. Grows with what has come. */
final class MessageBuffer {
    static final int PREFIX = 5;

    /** How many times as much as has come is made room for, in the belief that it will come. */
    private static final int TRUST = 5;

    /** The most of that: 64 KiB of an application's, and what its codec adds, without a second copy. */
    private static final int TRUSTED = 80 * 1024;

    private final byte[] prefix = new byte[PREFIX];
    private int prefixSize;
    private byte[] bytes = {};
    private int size;

    /** Takes bytes up to the end of the prefix, or of the message. Returns the position behind them. */
    int add(byte[] source, int from, int to) {
        if (prefixSize < PREFIX) {
            int length = Math.min(to - from, PREFIX - prefixSize);
            System.arraycopy(source, from, prefix, prefixSize, length);
            prefixSize += length;
            return from + length;
        }
        int length = Math.min(to - from, length(prefix, 0) - size);
        if (size + length > bytes.length) {
            int doubled = (int) Math.max(size + length, Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L));
            int larger = Math.max(doubled, Math.min(TRUSTED, TRUST * length));
            bytes = Arrays.copyOf(bytes, Math.min(larger, length(prefix, 0)));
        }
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return from + length;
    }

    /** Returns whether the prefix is whole. */
    boolean hasPrefix() {
        return prefixSize == PREFIX;
    }

    boolean isComplete() {
        return hasPrefix() && size == length(prefix, 0);
    }

    byte[] prefix() {
        return prefix;
    }

    Body body() {
        return size == 0 ? Body.EMPTY : new Body(bytes, 0, size);
    }

    /** Returns the length that a prefix says; negative if it is over 2 GiB. */
    static int length(byte[] bytes, int prefix) {
        return bytes[prefix + 1] << 24
                | (bytes[prefix + 2] & 0xff) << 16
                | (bytes[prefix + 3] & 0xff) << 8
                | (bytes[prefix + 4] & 0xff);
    }
}
