package io.micro4j.codec.json;

import io.micro4j.codec.CodecException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Maps, which are objects in JSON.
 *
 * @param key the form of their keys
 * @param value the form of their values
 * @param maker makes an empty one, which can be added to
 */
record MapForm<K, V, M extends Map<K, V>>(JsonKey<K> key, JsonForm<V> value, Supplier<M> maker) implements JsonForm<M> {
    @Override
    public void write(JsonOut out, M map) {
        out.beginObject();
        for (Map.Entry<K, V> entry : map.entrySet()) {
            K name = entry.getKey();
            if (name == null) {
                throw new CodecException("a map has null among its keys, which are the names of fields in JSON");
            }
            out.field(key.text(name));
            out.value(value, entry.getValue());
        }
        out.endObject();
    }

    @Override
    public M read(JsonIn in) {
        M read = maker.get();
        in.beginObject();
        for (String name = in.nextKey(); name != null; name = in.nextKey()) {
            read.put(parsed(in, name), in.value(value));
        }
        return read;
    }

    /** Nil, as of an array. */
    @Override
    public M zero() {
        return maker.get();
    }

    private K parsed(JsonIn in, String name) {
        try {
            return key.parse(name);
        } catch (RuntimeException e) { // says what the text is, which may be a secret
            throw in.wrong("has a name that is no key of its map");
        }
    }
}
