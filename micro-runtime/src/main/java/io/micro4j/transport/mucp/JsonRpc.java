package io.micro4j.transport.mucp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.mucp.Envelope.Opened;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** The envelope of {@code application/json-rpc}, JSON-RPC 1.0. What it complains of is never quoted: it may hold secrets. */
final class JsonRpc {
    private static final int MAX_NESTING = 100;
    private static final int MAX_ID = 256;
    private static final TypeAdapter<JsonElement> ELEMENTS = new Gson().getAdapter(JsonElement.class);

    private JsonRpc() {}

    static Opened readRequest(Body body) {
        JsonObject request = object(body, false);
        JsonElement params = request.get("params");
        JsonElement message = null;
        if (params != null && !params.isJsonNull()) {
            if (!(params instanceof JsonArray array) || array.size() > 1) {
                throw new CodecException("json-rpc: params is no array of one message");
            }
            message = array.isEmpty() ? null : array.get(0);
        }
        return new Opened(text(request, "method"), id(request), "", content(message));
    }

    /** What follows the first reply is passed over, as in go-micro, whose servers leave there what they have sent before. */
    static Opened readReply(Body body) {
        JsonObject reply = object(body, true);
        return new Opened("", id(reply), text(reply, "error"), content(reply.get("result")));
    }

    static Encoded request(String method, String id, Encoded message) {
        return Encoded.of(
                ("{\"params\":[" + text(message) + "],\"id\":" + quoted(id) + ",\"method\":" + quoted(method) + "}\n")
                        .getBytes(UTF_8));
    }

    static Encoded reply(String id, String error, Encoded message) {
        return Encoded.of(("{\"id\":" + quoted(id) + ",\"result\":" + (error.isEmpty() ? text(message) : "null")
                        + ",\"error\":" + (error.isEmpty() ? "null" : quoted(error)) + "}\n")
                .getBytes(UTF_8));
    }

    private static JsonObject object(Body body, boolean mayGoOn) {
        try (JsonReader reader =
                new JsonReader(new StringReader(new String(body.bytes(), body.offset(), body.size(), UTF_8)))) {
            reader.setNestingLimit(MAX_NESTING);
            JsonElement element = ELEMENTS.read(reader);
            if (!mayGoOn && reader.peek() != JsonToken.END_DOCUMENT) {
                throw new CodecException("json-rpc: something follows the JSON object");
            }
            if (element instanceof JsonObject object) {
                return object;
            }
        } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new CodecException("json-rpc: the body, of " + body.size()
                    + " bytes, is no JSON, or is nested deeper than " + MAX_NESTING);
        }
        throw new CodecException("json-rpc: the body is no JSON object");
    }

    private static String id(JsonObject from) {
        JsonElement id = from.get("id");
        if (id == null || id.isJsonNull()) {
            return "";
        }
        String text = id instanceof JsonPrimitive primitive ? primitive.getAsString() : id.toString();
        if (text.length() > MAX_ID) {
            throw new CodecException("json-rpc: the id is longer than " + MAX_ID + " characters");
        }
        return text;
    }

    private static String text(JsonObject from, String name) {
        JsonElement value = from.get(name);
        if (value == null || value.isJsonNull()) {
            return "";
        }
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        if (name.equals("error")) {
            return value.toString();
        }
        throw new CodecException("json-rpc: " + name + " is no string");
    }

    private static Body content(@Nullable JsonElement message) {
        return message == null || message.isJsonNull()
                ? Body.EMPTY
                : Body.of(message.toString().getBytes(UTF_8));
    }

    private static String text(Encoded message) {
        String json = new String(message.toByteArray(), UTF_8).strip();
        return json.isEmpty() ? "{}" : json;
    }

    private static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }
}
