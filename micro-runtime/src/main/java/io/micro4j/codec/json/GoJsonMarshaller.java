package io.micro4j.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonWriter;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.protobuf.ProtoType;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Writes protobuf messages as Go's {@code encoding/json} writes the structs that stand for them: names as in the {@code .proto}, enums and 64-bit
 * numbers as numbers, and messages of {@code google.protobuf} by their fields. Reads that and proto3 JSON. {@code Struct} and its parts, which Go writes
 * so too, and what is in a {@code oneof}, which Go could not read however it is written, are as in proto3 JSON.
 */
final class GoJsonMarshaller<T extends Message> implements Marshaller<T> {
    private static final JsonFormat.Printer PROTO3 = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final TypeAdapter<JsonElement> ELEMENTS = new Gson().getAdapter(JsonElement.class);

    private final ProtoType<T> type;
    private final Marshaller<T> proto3;
    private final GoWellKnown wellKnown;

    GoJsonMarshaller(ProtoType<T> type, Marshaller<T> proto3) {
        this.type = type;
        this.proto3 = proto3;
        this.wellKnown = new GoWellKnown(type.prototype().getDescriptorForType());
    }

    @Override
    public Encoded encode(T message) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            write(json, message);
        } catch (IOException | IllegalArgumentException e) { // NaN and infinity, as in Go
            throw new CodecException("Cannot write " + type + " as Go's JSON: " + e.getMessage(), e);
        }
        return Encoded.of(text.append('\n').toString().getBytes(UTF_8));
    }

    @Override
    public T decode(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return type.prototype();
        }
        byte[] json;
        try {
            JsonElement read = ELEMENTS.fromJson(new String(bytes, offset, length, UTF_8));
            json = wellKnown.asProto3(read).toString().getBytes(UTF_8);
        } catch (IOException | RuntimeException e) {
            throw JsonFault.unreadable(type.toString(), length, e);
        }
        return proto3.decode(json, 0, json.length);
    }

    private static void write(JsonWriter json, Message message) throws IOException {
        if (GoWellKnown.isProto3(message.getDescriptorForType())) {
            json.jsonValue(PROTO3.print(message));
            return;
        }
        json.beginObject();
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            json.name(field.getName());
            if (field.isMapField()) {
                map(json, field, (List<?>) entry.getValue());
            } else if (field.isRepeated()) {
                json.beginArray();
                for (Object value : (List<?>) entry.getValue()) {
                    value(json, field, value);
                }
                json.endArray();
            } else {
                value(json, field, entry.getValue());
            }
        }
        json.endObject();
    }

    private static void map(JsonWriter json, FieldDescriptor field, List<?> entries) throws IOException {
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        json.beginObject();
        for (Object each : entries) {
            Message entry = (Message) each;
            Object name = entry.getField(key);
            json.name(name instanceof Number number ? number(key, number) : name.toString());
            value(json, value, entry.getField(value));
        }
        json.endObject();
    }

    private static void value(JsonWriter json, FieldDescriptor field, Object value) throws IOException {
        if (value instanceof Message message) {
            write(json, message);
        } else if (value instanceof EnumValueDescriptor constant) {
            json.value(constant.getNumber());
        } else if (value instanceof ByteString bytes) {
            json.value(Base64.getEncoder().encodeToString(bytes.toByteArray()));
        } else if (value instanceof Boolean truth) {
            json.value(truth.booleanValue());
        } else if (value instanceof Number number) {
            json.jsonValue(number(field, number));
        } else {
            json.value(value.toString());
        }
    }

    private static String number(FieldDescriptor field, Number number) {
        return switch (field.getType()) {
            case UINT32, FIXED32 -> Integer.toUnsignedString(number.intValue());
            case UINT64, FIXED64 -> Long.toUnsignedString(number.longValue());
            case FLOAT, DOUBLE -> {
                if (!Double.isFinite(number.doubleValue())) {
                    throw new IllegalArgumentException(
                            field.getName() + " is " + number + ", which JSON has no number for");
                }
                yield number.toString();
            }
            default -> number.toString();
        };
    }
}
