package io.micro4j.codec;

/**
 * Writes and reads messages of one type. Safe for use by many threads.
 *
 * @param <T> the messages
 */
public interface Marshaller<T> {
    /**
     * Returns {@code message}, ready to be written. A message that may still change is written now; one that cannot may be written later.
     *
     * @throws CodecException if it cannot be written
     */
    Encoded encode(T message);

    /**
     * Returns the message that {@code bytes} from {@code offset} hold in {@code length} bytes. Nothing may hold on to the array.
     *
     * @throws CodecException if they do not hold one
     */
    T decode(byte[] bytes, int offset, int length);
}
