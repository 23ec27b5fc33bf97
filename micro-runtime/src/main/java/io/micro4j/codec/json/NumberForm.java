package io.micro4j.codec.json;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that are numbers or truths in JSON.
 *
 * @param goType what Go calls the type
 * @param write writes one
 * @param read reads one
 * @param parse reads one as a key
 */
record NumberForm<T>(String goType, BiConsumer<JsonOut, T> write, Function<JsonIn, T> read, Function<String, T> parse)
        implements JsonKey<T> {
    @Override
    public String text(T key) {
        return key.toString();
    }

    @Override
    public T parse(String text) {
        return parse.apply(text);
    }

    @Override
    public void write(JsonOut out, T value) {
        write.accept(out, value);
    }

    @Override
    public T read(JsonIn in) {
        return read.apply(in);
    }

    @Override
    public JsonShape shape() {
        return JsonShape.of(goType);
    }

    /** A number that may be missing is a boxed one: null says so, as Go's pointers do. */
    @Override
    public @Nullable T zero() {
        return null;
    }
}
