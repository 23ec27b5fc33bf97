package io.micro4j.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonIOException;
import com.google.gson.TypeAdapter;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;
import java.io.IOException;

/** Writes plain classes and records as Gson does, but for the types that Go writes otherwise. */
final class GsonMarshaller<T> implements Marshaller<T> {
    private final Class<T> type;
    private final TypeAdapter<T> adapter;

    GsonMarshaller(Class<T> type) {
        Gson gson = GoTypes.register(new GsonBuilder())
                .disableHtmlEscaping()
                .serializeNulls()
                .create();
        this.type = type;
        this.adapter = adapter(gson, type);
    }

    @Override
    public Encoded encode(T message) {
        return Encoded.of((json(message) + '\n').getBytes(UTF_8));
    }

    /** Returns {@code message} without a newline at its end. */
    String json(T message) {
        try {
            return adapter.toJson(message);
        } catch (JsonIOException | IllegalArgumentException | CodecException e) {
            throw new CodecException("Cannot write " + type.getName() + " as JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public T decode(byte[] bytes, int offset, int length) {
        String json = length == 0 ? "{}" : new String(bytes, offset, length, UTF_8);
        T message;
        try {
            message = adapter.fromJson(json);
        } catch (IOException | RuntimeException e) { // constructors may refuse, too
            throw JsonFault.unreadable(type.getName(), length, e);
        }
        if (message == null) {
            throw new CodecException(
                    "Cannot read " + type.getName() + " from " + length + " bytes of JSON: it is null");
        }
        return message;
    }

    private static <T> TypeAdapter<T> adapter(Gson gson, Class<T> type) {
        try {
            return gson.getAdapter(type);
        } catch (JsonIOException | IllegalArgumentException e) {
            throw new CodecException("json cannot write " + type.getName() + ": " + e.getMessage(), e);
        }
    }
}
