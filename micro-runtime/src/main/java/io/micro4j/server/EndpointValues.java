package io.micro4j.server;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.call.Metadata;
import io.micro4j.codec.json.JsonShape;
import io.micro4j.codec.json.JsonType;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.EndpointEntry;
import io.micro4j.registry.ValueEntry;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Shows endpoints and their messages to people and tools, as go-micro does: with Go's names of types, three levels deep. */
final class EndpointValues {
    private static final int DEPTH = 3;
    private static final ValueEntry NOTHING = new ValueEntry("", "", List.of());

    private EndpointValues() {}

    static EndpointEntry of(Endpoint<?, ?> endpoint) {
        Metadata metadata =
                endpoint.shape().streamsRequests() || endpoint.shape().streamsReplies()
                        ? Metadata.of("stream", "true")
                        : Metadata.EMPTY;
        return new EndpointEntry(endpoint.name(), of(endpoint.request()), of(endpoint.reply()), metadata);
    }

    /** Returns a subscriber, called as go-micro calls those that are functions. */
    static EndpointEntry ofSubscriber(String topic, MessageType<?> type) {
        return new EndpointEntry(
                "Func", of(type), NOTHING, Metadata.of("subscriber", "true").with("topic", topic));
    }

    private static ValueEntry of(MessageType<?> type) {
        if (type instanceof ProtoType<?> message) {
            Descriptor descriptor = message.prototype().getDescriptorForType();
            return new ValueEntry(descriptor.getName(), descriptor.getName(), fields(descriptor, DEPTH - 1));
        }
        if (type instanceof JsonType<?> generated) {
            return new ValueEntry(
                    type.name(), type.name(), fields(generated.form().shape(), DEPTH - 1));
        }
        return new ValueEntry(type.name(), goName(type.type()), components(type.type(), DEPTH - 1));
    }

    private static List<ValueEntry> fields(JsonShape shape, int depth) {
        if (depth == 0) {
            return List.of();
        }
        List<ValueEntry> fields = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            JsonShape field = shape.forms().get(i).shape();
            fields.add(new ValueEntry(shape.name(i), field.goType(), fields(field, depth - 1)));
        }
        return fields;
    }

    private static List<ValueEntry> fields(Descriptor message, int depth) {
        return depth == 0
                ? List.of()
                : message.getFields().stream().map(field -> field(field, depth)).toList();
    }

    private static ValueEntry field(FieldDescriptor field, int depth) {
        if (field.isMapField()) {
            return new ValueEntry(field.getName(), "", List.of());
        }
        boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        return new ValueEntry(
                field.getName(),
                (field.isRepeated() ? "[]" : "") + goName(field),
                nested ? fields(field.getMessageType(), depth - 1) : List.of());
    }

    private static String goName(FieldDescriptor field) {
        return switch (field.getType()) {
            case DOUBLE -> "float64";
            case FLOAT -> "float32";
            case INT64, SINT64, SFIXED64 -> "int64";
            case UINT64, FIXED64 -> "uint64";
            case INT32, SINT32, SFIXED32 -> "int32";
            case UINT32, FIXED32 -> "uint32";
            case BOOL -> "bool";
            case STRING -> "string";
            case BYTES -> "[]uint8";
            case ENUM -> field.getEnumType().getName();
            case MESSAGE, GROUP -> field.getMessageType().getName();
        };
    }

    private static List<ValueEntry> components(Class<?> type, int depth) {
        return depth == 0 || !type.isRecord()
                ? List.of()
                : Arrays.stream(type.getRecordComponents())
                        .map(component -> component(component, depth))
                        .toList();
    }

    private static ValueEntry component(RecordComponent component, int depth) {
        Class<?> type = component.getType();
        if (Map.class.isAssignableFrom(type)) {
            return new ValueEntry(component.getName(), "", List.of());
        }
        Class<?> element = element(component.getGenericType(), type);
        return new ValueEntry(
                component.getName(), (element == type ? "" : "[]") + goName(element), components(element, depth - 1));
    }

    /** Returns what {@code type} holds many of, or {@code type}. Bytes are one value. */
    private static Class<?> element(Type generic, Class<?> type) {
        if (type.isArray() && type != byte[].class) {
            return type.getComponentType();
        } else if (Collection.class.isAssignableFrom(type)
                && generic instanceof ParameterizedType many
                && many.getActualTypeArguments()[0] instanceof Class<?> element) {
            return element;
        }
        return type;
    }

    private static String goName(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "int32";
        } else if (type == long.class || type == Long.class) {
            return "int64";
        } else if (type == double.class || type == Double.class) {
            return "float64";
        } else if (type == float.class || type == Float.class) {
            return "float32";
        } else if (type == boolean.class || type == Boolean.class) {
            return "bool";
        } else if (type == String.class) {
            return "string";
        }
        return type == byte[].class ? "[]uint8" : type.getSimpleName();
    }
}
