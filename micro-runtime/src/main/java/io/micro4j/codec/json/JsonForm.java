package io.micro4j.codec.json;

import org.jspecify.annotations.Nullable;

/**
 * How values of one type are written as JSON and read from it. Generated for records and for sealed interfaces of records; {@link JsonForms} has
 * those of the JDK's types. Safe for use by many threads.
 *
 * @param <T> the values
 */
public interface JsonForm<T> {
    /** Writes {@code value}, which is not null. */
    void write(JsonOut out, T value);

    /** Reads a value where something else than null stands. */
    T read(JsonIn in);

    /** Returns what stands for null and for what is missing: what Go would have there; null where Java has nothing like it. */
    default @Nullable T zero() {
        return null;
    }

    /** Returns what its values look like. */
    default JsonShape shape() {
        return JsonShape.of("");
    }
}
