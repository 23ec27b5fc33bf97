package io.micro4j.codec;

import static java.util.Objects.requireNonNull;

/** A message that knows how to write itself. May be written more than once, by one thread at a time, to the same bytes each time. */
public interface Encoded {
    /** Nothing. */
    Encoded EMPTY = of(new byte[0]);

    /** Returns how many bytes {@link #writeTo} writes. */
    int size();

    /** Writes {@link #size()} bytes into {@code target} from {@code offset}. */
    void writeTo(byte[] target, int offset);

    /** Returns what is written, in an array of its own. */
    default byte[] toByteArray() {
        byte[] bytes = new byte[size()];
        writeTo(bytes, 0);
        return bytes;
    }

    /** Returns {@code bytes}, which nobody may change afterwards. */
    static Encoded of(byte[] bytes) {
        return new EncodedBytes(requireNonNull(bytes, "bytes"));
    }
}
