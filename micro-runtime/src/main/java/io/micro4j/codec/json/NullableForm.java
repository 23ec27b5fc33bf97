package io.micro4j.codec.json;

/**
 * Values that may be null, and stay it.
 *
 * @param form the form of the others
 */
record NullableForm<T>(JsonForm<T> form) implements JsonForm<T> {
    @Override
    public void write(JsonOut out, T value) {
        form.write(out, value);
    }

    @Override
    public T read(JsonIn in) {
        return form.read(in);
    }

    @Override
    public JsonShape shape() {
        return form.shape();
    }
}
