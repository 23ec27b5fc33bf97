package io.micro4j.codec.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that are texts in JSON.
 *
 * @param type their class
 * @param what what a good one is, for a person: {@code "a date as 2026-01-31"}
 * @param write makes the text
 * @param read reads it; throws an exception at run time if it makes no sense
 */
record TextForm<T>(
        Class<T> type,
        String what,
        Function<T, String> write,
        Function<String, T> read,
        @Nullable T zero) implements JsonKey<T> {
    static <T> TextForm<T> of(Class<T> type, String what, Function<T, String> write, Function<String, T> read) {
        return new TextForm<>(type, what, write, read, null);
    }

    @Override
    public String text(T key) {
        return write.apply(key);
    }

    @Override
    public T parse(String text) {
        return read.apply(text);
    }

    /** Go has no type of its own for most of them. */
    @Override
    public JsonShape shape() {
        return JsonShape.of(type == String.class ? "string" : type == byte[].class ? "[]uint8" : type.getSimpleName());
    }

    @Override
    public void write(JsonOut out, T value) {
        out.text(write.apply(value));
    }

    @Override
    public T read(JsonIn in) {
        String text = in.text();
        try {
            return read.apply(text);
        } catch (RuntimeException e) { // says what the text is, which may be a secret
            throw in.wrong("is not " + what);
        }
    }
}
