package io.micro4j.codec.json;

import java.util.Collection;
import java.util.function.Supplier;

/**
 * Values that are arrays in JSON.
 *
 * @param element the form of what they hold
 * @param maker makes an empty one, which can be added to
 */
record ArrayForm<E, C extends Collection<E>>(JsonForm<E> element, Supplier<C> maker) implements JsonForm<C> {
    @Override
    public void write(JsonOut out, C value) {
        out.beginArray();
        for (E each : value) {
            out.value(element, each);
        }
        out.endArray();
    }

    @Override
    public C read(JsonIn in) {
        C read = maker.get();
        in.beginArray();
        while (in.nextElement()) {
            E each = in.value(element);
            read.add(each);
        }
        return read;
    }

    @Override
    public JsonShape shape() {
        JsonShape held = element.shape();
        return new JsonShape("[]" + held.goType(), held.fields(), held.forms());
    }

    /** Nil, which is how Go's empty slices arrive that nobody appended to. */
    @Override
    public C zero() {
        return maker.get();
    }
}
