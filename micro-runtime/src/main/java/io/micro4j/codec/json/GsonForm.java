package io.micro4j.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micro4j.codec.CodecException;
import org.jspecify.annotations.Nullable;

/** Classes in a record that Gson writes and reads, by reflection. Gson is loaded with the first one. */
final class GsonForm<T> implements JsonForm<T> {
    private final Class<T> type;
    private volatile @Nullable GsonMarshaller<T> marshaller;

    GsonForm(Class<T> type) {
        this.type = type;
    }

    @Override
    public void write(JsonOut out, T value) {
        out.raw(marshaller().json(value).getBytes(UTF_8));
    }

    @Override
    public T read(JsonIn in) {
        int begin = in.mark();
        in.skip();
        byte[] json = in.since(begin);
        try {
            return marshaller().decode(json, 0, json.length);
        } catch (CodecException e) {
            throw in.wrong("cannot be read. " + e.getMessage());
        }
    }

    private GsonMarshaller<T> marshaller() {
        GsonMarshaller<T> made = marshaller;
        if (made == null) {
            made = new GsonMarshaller<>(type);
            marshaller = made;
        }
        return made;
    }
}
