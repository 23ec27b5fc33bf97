package io.micro4j.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.micro4j.broker.BrokerException;
import io.micro4j.broker.Event;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.transport.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event as JSON: {@code {"Header":{"Micro-Topic":"x"},"Body":"base64"}}; read in any order and case, unknown keys passed over. Source: go-micro
 * v6, {@code broker/http.go}.
 */
final class Envelope {
    private Envelope() {}

    static byte[] write(Event event) {
        StringWriter text = new StringWriter(event.body().length * 4 / 3 + 256);
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(true);
            json.beginObject().name("Header").beginObject();
            for (var header : new TreeMap<>(event.headers().toMap()).entrySet()) {
                json.name(header.getKey()).value(header.getValue());
            }
            json.endObject();
            json.name("Body")
                    .jsonValue('"' + Base64.getEncoder().encodeToString(event.body()) + '"'); // no escapes in it
            json.endObject();
        } catch (IOException e) {
            throw new BrokerException("Cannot write " + event + " as JSON", e);
        }
        return text.toString().getBytes(UTF_8);
    }

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException if the body holds none, or none with a topic
     */
    static Event read(Body body) {
        Metadata headers = Metadata.EMPTY;
        byte[] message = {};
        try (JsonReader json = new JsonReader(
                new InputStreamReader(new ByteArrayInputStream(body.bytes(), body.offset(), body.size()), UTF_8))) {
            json.beginObject();
            while (json.hasNext()) {
                String key = json.nextName().toLowerCase(Locale.ROOT);
                if (json.peek() == JsonToken.NULL) {
                    json.nextNull();
                } else if (key.equals("header")) {
                    headers = headers(json);
                } else if (key.equals("body")) {
                    message = Base64.getDecoder().decode(json.nextString());
                } else {
                    json.skipValue();
                }
            }
            json.endObject();
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw new IllegalArgumentException("The body is no event as JSON: " + e.getMessage(), e);
        }
        return new Event(topic(headers), headers, message);
    }

    /** Returns an error as go-micro's broker answers it. */
    static String error(int code, String detail) {
        MicroError error = MicroError.of("go.micro.broker", code, detail);
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject().name("id").value(error.id()).name("code").value(error.code());
            json.name("detail").value(error.detail()).name("status").value(error.status());
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("A text cannot be written to", e);
        }
        return text.toString();
    }

    private static Metadata headers(JsonReader json) throws IOException {
        Metadata.Builder headers = Metadata.builder();
        json.beginObject();
        while (json.hasNext()) {
            headers.put(json.nextName(), json.nextString());
        }
        json.endObject();
        return headers.build();
    }

    private static String topic(Metadata headers) {
        @Nullable String topic = headers.get(Event.TOPIC);
        if (topic == null || topic.isBlank()) {
            throw new IllegalArgumentException("Topic not found: the header " + Event.TOPIC + " is missing");
        }
        return topic;
    }
}
