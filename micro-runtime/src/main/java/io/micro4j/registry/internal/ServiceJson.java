package io.micro4j.registry.internal;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.micro4j.call.Metadata;
import io.micro4j.registry.EndpointEntry;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.ValueEntry;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * go-micro's JSON of registry entries: keys in Go's order, empty lists as {@code null}; read in any order and case, unknown keys passed over.
 * The specification's section 7.1.
 */
public final class ServiceJson {
    private static final ValueEntry NOTHING = new ValueEntry("", "", List.of());
    /** Go writes three levels; more than this is somebody's attempt at our stack. */
    private static final int DEEPEST = 32;

    private ServiceJson() {}

    /** Reads one kind of thing from where the reader stands. */
    @FunctionalInterface
    public interface Part<T> {
        /** Reads it. */
        T read(JsonReader json) throws IOException;
    }

    /** Reads the value of one key. */
    @FunctionalInterface
    public interface Member {
        /** Reads the value, or skips it. {@code key} is in lower case. */
        void read(String key, JsonReader json) throws IOException;
    }

    /** Returns {@code service} as JSON. */
    public static String write(ServiceEntry service) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("name").value(service.name());
            json.name("version").value(service.version());
            writeMetadata(json.name("metadata"), service.metadata());
            writeEndpoints(json.name("endpoints"), service.endpoints());
            writeNodes(json.name("nodes"), service.nodes());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + service + " to memory", e);
        }
        return text.toString();
    }

    /**
     * Returns the entry that {@code text} holds.
     *
     * @throws IOException if it holds none; says what is wrong where
     */
    public static ServiceEntry read(String text) throws IOException {
        return parse(text, ServiceJson::readService);
    }

    /**
     * Reads one document. Whatever is wrong with it comes out as an {@link IOException}.
     *
     * @param part reads the document
     */
    public static <T> T parse(String text, Part<T> part) throws IOException {
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.setNestingLimit(DEEPEST * 2);
            T value = part.read(json);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("something follows at " + json.getPath());
            }
            return value;
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Writes {@code metadata} as an object. */
    public static void writeMetadata(JsonWriter json, Metadata metadata) throws IOException {
        json.beginObject();
        for (int i = 0; i < metadata.size(); i++) {
            json.name(metadata.name(i)).value(metadata.value(i));
        }
        json.endObject();
    }

    /** Writes {@code endpoints} as a list, or null if there is none. */
    public static void writeEndpoints(JsonWriter json, List<EndpointEntry> endpoints) throws IOException {
        if (endpoints.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginArray();
        for (EndpointEntry endpoint : endpoints) {
            json.beginObject();
            writeValue(json.name("request"), endpoint.request());
            writeValue(json.name("response"), endpoint.reply());
            writeMetadata(json.name("metadata"), endpoint.metadata());
            json.name("name").value(endpoint.name());
            json.endObject();
        }
        json.endArray();
    }

    /** Reads an object of strings, or null. */
    public static Metadata readMetadata(JsonReader json) throws IOException {
        Metadata.Builder metadata = Metadata.builder();
        if (!isNull(json)) {
            json.beginObject();
            while (json.hasNext()) {
                metadata.put(json.nextName(), readString(json));
            }
            json.endObject();
        }
        return metadata.build();
    }

    /** Reads a list of endpoints, or null. */
    public static List<EndpointEntry> readEndpoints(JsonReader json) throws IOException {
        return readList(json, ServiceJson::readEndpoint);
    }

    /** Reads a string, or null as an empty one. */
    public static String readString(JsonReader json) throws IOException {
        return isNull(json) ? "" : json.nextString();
    }

    /** Calls {@code member} for each key of the object that comes next; for none if it is null. */
    public static void readObject(JsonReader json, Member member) throws IOException {
        if (!isNull(json)) {
            json.beginObject();
            while (json.hasNext()) {
                member.read(json.nextName().toLowerCase(Locale.ROOT), json);
            }
            json.endObject();
        }
    }

    private static void writeNodes(JsonWriter json, List<Node> nodes) throws IOException {
        json.beginArray();
        for (Node node : nodes) {
            json.beginObject();
            writeMetadata(json.name("metadata"), node.metadata());
            json.name("id").value(node.id());
            json.name("address").value(node.address());
            json.endObject();
        }
        json.endArray();
    }

    private static void writeValue(JsonWriter json, ValueEntry value) throws IOException {
        if (value.equals(NOTHING)) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("name").value(value.name());
        json.name("type").value(value.type());
        json.name("values");
        if (value.values().isEmpty()) {
            json.nullValue();
        } else {
            json.beginArray();
            for (ValueEntry inner : value.values()) {
                writeValue(json, inner);
            }
            json.endArray();
        }
        json.endObject();
    }

    private static ServiceEntry readService(JsonReader json) throws IOException {
        var service = new Object() {
            String name = "";
            String version = "";
            Metadata metadata = Metadata.EMPTY;
            List<EndpointEntry> endpoints = List.of();
            List<Node> nodes = List.of();
        };
        readObject(json, (key, value) -> {
            switch (key) {
                case "name" -> service.name = readString(value);
                case "version" -> service.version = readString(value);
                case "metadata" -> service.metadata = readMetadata(value);
                case "endpoints" -> service.endpoints = readEndpoints(value);
                case "nodes" -> service.nodes = readList(value, ServiceJson::readNode);
                default -> value.skipValue();
            }
        });
        return new ServiceEntry(service.name, service.version, service.metadata, service.endpoints, service.nodes);
    }

    private static Node readNode(JsonReader json) throws IOException {
        var node = new Object() {
            String id = "";
            String address = "";
            Metadata metadata = Metadata.EMPTY;
        };
        readObject(json, (key, value) -> {
            switch (key) {
                case "id" -> node.id = readString(value);
                case "address" -> node.address = readString(value);
                case "metadata" -> node.metadata = readMetadata(value);
                default -> value.skipValue();
            }
        });
        return new Node(node.id, node.address, node.metadata);
    }

    private static EndpointEntry readEndpoint(JsonReader json) throws IOException {
        var endpoint = new Object() {
            String name = "";
            ValueEntry request = NOTHING;
            ValueEntry reply = NOTHING;
            Metadata metadata = Metadata.EMPTY;
        };
        readObject(json, (key, value) -> {
            switch (key) {
                case "name" -> endpoint.name = readString(value);
                case "request" -> endpoint.request = readValue(value);
                case "response" -> endpoint.reply = readValue(value);
                case "metadata" -> endpoint.metadata = readMetadata(value);
                default -> value.skipValue();
            }
        });
        return new EndpointEntry(endpoint.name, endpoint.request, endpoint.reply, endpoint.metadata);
    }

    private static ValueEntry readValue(JsonReader json) throws IOException {
        var entry = new Object() {
            String name = "";
            String type = "";
            List<ValueEntry> values = List.of();
        };
        readObject(json, (key, value) -> {
            switch (key) {
                case "name" -> entry.name = readString(value);
                case "type" -> entry.type = readString(value);
                case "values" -> entry.values = readList(value, ServiceJson::readValue);
                default -> value.skipValue();
            }
        });
        return new ValueEntry(entry.name, entry.type, entry.values);
    }

    private static <T> List<T> readList(JsonReader json, Part<T> part) throws IOException {
        if (isNull(json)) {
            return List.of();
        }
        List<T> list = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            list.add(part.read(json));
        }
        json.endArray();
        return list;
    }

    private static boolean isNull(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.NULL) {
            return false;
        }
        json.nextNull();
        return true;
    }
}
