package io.micro4j.codec.json;

import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;

/** Writes and reads messages whose JSON is generated. */
final class FormMarshaller<T> implements Marshaller<T> {
    private static final byte[] NOTHING_SAID = {'{', '}'};
    private static final int LEAST = 64;
    private static final int MOST = 64 * 1024;

    private final Class<T> type;
    private final JsonForm<T> form;

    /** How long the last one was: a guess at the next one. */
    private volatile int expected = LEAST;

    FormMarshaller(JsonType<T> type) {
        this.type = type.type();
        this.form = type.form();
    }

    @Override
    public Encoded encode(T message) {
        JsonOut out = new JsonOut(expected);
        try {
            form.write(out, message);
        } catch (CodecException e) {
            throw new CodecException("Cannot write " + type.getName() + " as JSON: " + e.getMessage(), e);
        }
        Encoded encoded = out.encoded();
        int size = encoded.size();
        if (size > expected || size < expected / 2) {
            expected = Math.max(LEAST, Math.min(MOST, size + LEAST));
        }
        return encoded;
    }

    @Override
    public T decode(byte[] bytes, int offset, int length) {
        JsonIn in = length == 0 ? new JsonIn(NOTHING_SAID, 0, NOTHING_SAID.length) : new JsonIn(bytes, offset, length);
        try {
            if (in.isNull()) {
                throw in.wrong("is null");
            }
            T message = form.read(in);
            in.requireEnd();
            return message;
        } catch (CodecException e) {
            throw new CodecException(
                    "Cannot read " + type.getName() + " from " + length + " bytes of JSON: " + e.getMessage(), e);
        } catch (RuntimeException e) { // of a constructor, which may say what the message is
            throw JsonFault.unreadable(type.getName(), length, e);
        }
    }
}
