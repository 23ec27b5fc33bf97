package io.micro4j.codec;

import io.micro4j.call.MessageType;

/**
 * One way to write messages as bytes. Found by its content type.
 *
 * <p>Safe for use by many threads. An implementation is found by {@link java.util.ServiceLoader} and does no work until asked.
 */
public interface Codec {
    /** Returns its name: {@code protobuf}. */
    String name();

    /** Returns what names it on the wire: {@code application/protobuf}. */
    String contentType();

    /** Returns whether it can write and read messages of {@code type}. */
    boolean supports(MessageType<?> type);

    /**
     * Returns what writes and reads messages of {@code type}. Callers keep it: making it may be slow.
     *
     * @throws CodecException if this codec cannot write and read that type
     */
    <T> Marshaller<T> marshaller(MessageType<T> type);
}
