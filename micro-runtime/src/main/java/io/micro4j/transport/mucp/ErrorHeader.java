package io.micro4j.transport.mucp;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.micro4j.call.MicroError;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Writes and reads the value of {@code Micro-Error}: JSON as go-micro's {@code errors.Error} has it, or any text. */
public final class ErrorHeader {
    /** Proxies between client and server may not take a header much longer than this. */
    private static final int MAX_TEXT = 3_000;

    private static final int MAX_NAME = 200;
    private static final String HEX = "0123456789abcdef";

    private ErrorHeader() {}

    /** Returns {@code error} as go-micro writes it. */
    public static String write(MicroError error) {
        StringBuilder json = new StringBuilder(96).append('{');
        text(json, "id", shortened(error.id(), MAX_NAME));
        if (error.code() != 0) {
            name(json, "code").append(error.code());
        }
        text(json, "detail", shortened(error.detail(), MAX_TEXT));
        text(json, "status", shortened(error.status(), MAX_NAME));
        return json.append('}').toString();
    }

    /** Returns the error that {@code value} is; text that is no JSON object becomes the detail, as in go-micro. */
    public static MicroError read(String value) {
        MicroError error = value.startsWith("{") ? parse(value) : null;
        return error == null ? new MicroError("", 0, value, "") : error;
    }

    private static @Nullable MicroError parse(String value) {
        String id = "";
        int code = 0;
        String detail = "";
        String status = "";
        try (JsonReader json = new JsonReader(new StringReader(value))) {
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (json.peek() == JsonToken.NULL) {
                    json.nextNull();
                    continue;
                }
                switch (name) {
                    case "id" -> id = json.nextString();
                    case "code" -> code = json.nextInt();
                    case "detail" -> detail = json.nextString();
                    case "status" -> status = json.nextString();
                    default -> json.skipValue();
                }
            }
            json.endObject();
            return json.peek() == JsonToken.END_DOCUMENT ? new MicroError(id, code, detail, status) : null;
        } catch (IOException | IllegalStateException | NumberFormatException notAnError) {
            return null; // any text is allowed: it is then the detail
        }
    }

    private static StringBuilder name(StringBuilder json, String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        return json.append('"').append(name).append("\":");
    }

    private static void text(StringBuilder json, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        name(json, name).append('"');
        for (int i = 0; i < value.length(); i++) {
            character(json, value.charAt(i));
        }
        json.append('"');
    }

    /** Escapes what Go's {@code encoding/json} escapes. */
    private static void character(StringBuilder json, char c) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            case '<', '>', '&', '\u2028', '\u2029', '\u007f' -> unicode(json, c);
            default -> {
                if (c < 0x20) {
                    unicode(json, c);
                } else {
                    json.append(c);
                }
            }
        }
    }

    private static void unicode(StringBuilder json, char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(HEX.charAt((c >> shift) & 0xf));
        }
    }

    private static String shortened(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "…";
    }
}
