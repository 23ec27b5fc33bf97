package io.micro4j.codec.json;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Values that may be absent, which is null in JSON, as Go's pointers are.
 *
 * @param present the form of what is in one
 * @param isPresent says whether there is something
 * @param get returns it
 * @param of makes one of it
 * @param empty has nothing
 */
record OptionalForm<O, T>(JsonForm<T> present, Predicate<O> isPresent, Function<O, T> get, Function<T, O> of, O empty)
        implements JsonForm<O> {
    @Override
    public void write(JsonOut out, O value) {
        out.value(present, isPresent.test(value) ? get.apply(value) : null);
    }

    @Override
    public O read(JsonIn in) {
        return of.apply(present.read(in));
    }

    @Override
    public JsonShape shape() {
        return present.shape();
    }

    @Override
    public O zero() {
        return empty;
    }
}
