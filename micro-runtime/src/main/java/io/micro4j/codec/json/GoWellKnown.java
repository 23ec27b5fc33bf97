package io.micro4j.codec.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Go's {@code encoding/json} makes of the messages of {@code google.protobuf}, such as <code>{"seconds":1}</code> of a timestamp, into what
 * proto3 JSON has for them. What is in proto3 JSON already stays as it is.
 */
final class GoWellKnown {
    private final Descriptor type;
    private final JsonFormat.Printer printer;

    GoWellKnown(Descriptor type) {
        this.type = type;
        this.printer = JsonFormat.printer()
                .usingTypeRegistry(TypeRegistry.newBuilder().add(type).build())
                .omittingInsignificantWhitespace();
    }

    /** Returns whether Go writes {@code type} as proto3 JSON has it: its structs for that say how they are written. */
    static boolean isProto3(Descriptor type) {
        return type.getFile().getFullName().equals("google/protobuf/struct.proto");
    }

    /** Returns {@code json}, a message of this type, in proto3 JSON. */
    JsonElement asProto3(JsonElement json) {
        return message(json, type);
    }

    private JsonElement message(JsonElement json, Descriptor of) {
        if (!(json instanceof JsonObject object) || isProto3(of)) {
            return json;
        }
        return switch (of.getFullName()) {
            case "google.protobuf.Timestamp" ->
                printed(Timestamp.newBuilder()
                        .setSeconds(number(object, "seconds"))
                        .setNanos((int) number(object, "nanos"))
                        .build());
            case "google.protobuf.Duration" ->
                printed(Duration.newBuilder()
                        .setSeconds(number(object, "seconds"))
                        .setNanos((int) number(object, "nanos"))
                        .build());
            case "google.protobuf.FieldMask" -> printed(mask(object));
            case "google.protobuf.Any" -> object.has("@type") ? object : printed(any(object));
            case "google.protobuf.DoubleValue",
                    "google.protobuf.FloatValue",
                    "google.protobuf.Int64Value",
                    "google.protobuf.UInt64Value",
                    "google.protobuf.Int32Value",
                    "google.protobuf.UInt32Value",
                    "google.protobuf.BoolValue",
                    "google.protobuf.StringValue",
                    "google.protobuf.BytesValue" ->
                object.has("value") ? object.get("value") : printed(DynamicMessage.getDefaultInstance(of));
            default -> fields(object, of);
        };
    }

    private JsonObject fields(JsonObject object, Descriptor of) {
        JsonObject turned = new JsonObject();
        object.entrySet().forEach(entry -> {
            FieldDescriptor field = field(of, entry.getKey());
            turned.add(entry.getKey(), field == null ? entry.getValue() : field(entry.getValue(), field));
        });
        return turned;
    }

    private JsonElement field(JsonElement value, FieldDescriptor field) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return value;
        }
        if (field.isMapField()) {
            FieldDescriptor each = field.getMessageType().findFieldByNumber(2);
            return value instanceof JsonObject map ? values(map, one -> field(one, each)) : value;
        }
        if (value instanceof JsonArray array && field.isRepeated()) {
            JsonArray turned = new JsonArray(array.size());
            array.forEach(one -> turned.add(message(one, field.getMessageType())));
            return turned;
        }
        return message(value, field.getMessageType());
    }

    private static JsonObject values(JsonObject map, UnaryOperator<JsonElement> turn) {
        JsonObject turned = new JsonObject();
        map.entrySet().forEach(entry -> turned.add(entry.getKey(), turn.apply(entry.getValue())));
        return turned;
    }

    private static @Nullable FieldDescriptor field(Descriptor of, String name) {
        FieldDescriptor field = of.findFieldByName(name);
        return field != null
                ? field
                : of.getFields().stream()
                        .filter(one -> one.getJsonName().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    private static FieldMask mask(JsonObject object) {
        FieldMask.Builder mask = FieldMask.newBuilder();
        if (object.get("paths") instanceof JsonArray paths) {
            paths.forEach(path -> mask.addPaths(path.getAsString()));
        }
        return mask.build();
    }

    private static Any any(JsonObject object) {
        Any.Builder any = Any.newBuilder();
        if (object.has("type_url")) {
            any.setTypeUrl(object.get("type_url").getAsString());
        }
        if (object.has("value") && !(object.get("value") instanceof JsonNull)) {
            any.setValue(ByteString.copyFrom(
                    Base64.getDecoder().decode(object.get("value").getAsString())));
        }
        return any.build();
    }

    private static long number(JsonObject object, String name) {
        return object.has(name) ? object.get(name).getAsLong() : 0;
    }

    private JsonElement printed(Message message) {
        try {
            return JsonParser.parseString(printer.print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("what an Any holds is not known here", e);
        }
    }
}
