package io.micro4j.transport;

import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import java.util.Arrays;
import java.util.Objects;

/**
 * A message as it came. Immutable: the bytes belong to it, so it may be kept and read by any thread.
 *
 * @param bytes an array that holds the message, and perhaps others
 * @param offset where in it the message begins
 * @param size how many bytes it has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Body(byte[] bytes, int offset, int size) {
    /** A message of no bytes. */
    public static final Body EMPTY = of(new byte[0]);

    public Body {
        Objects.checkFromIndexSize(offset, size, bytes.length);
    }

    /** Returns the message that is all of {@code bytes}. */
    public static Body of(byte[] bytes) {
        return new Body(bytes, 0, bytes.length);
    }

    /**
     * Returns the message.
     *
     * @throws CodecException if the bytes do not hold one
     */
    public <T> T read(Marshaller<T> as) {
        return as.decode(bytes, offset, size);
    }

    /** Returns a copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, offset, offset + size);
    }

    @Override
    public String toString() {
        return "Body[" + size + " bytes]";
    }
}
