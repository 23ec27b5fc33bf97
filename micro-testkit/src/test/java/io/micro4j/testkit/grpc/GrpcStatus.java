package io.micro4j.testkit.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.micro4j.call.MicroError;
import io.micro4j.transport.End;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** How a call ended, as gRPC's trailers say it: a status, and the error as JSON for its message. */
final class GrpcStatus {
    private static final int UNKNOWN = 2;
    private static final Map<Integer, Integer> OF_ERROR =
            Map.of(400, 3, 408, 4, 404, 5, 409, 6, 403, 7, 412, 9, 501, 12, 500, 13, 503, 14, 401, 16);

    private GrpcStatus() {}

    static void write(End end, Http2Headers trailers) {
        MicroError error = end.error();
        trailers.setInt("grpc-status", error == null ? 0 : OF_ERROR.getOrDefault(error.code(), UNKNOWN));
        if (error != null) {
            trailers.set("grpc-message", escaped(json(error)));
        }
        if (end.neverSent()) {
            trailers.set("micro-unstarted", "true");
        }
        GrpcWords.add(trailers, end.trailers());
    }

    static End read(Http2Headers trailers) {
        String status = GrpcWords.text(trailers, "grpc-status");
        if (status.equals("0")) {
            return End.ok(GrpcWords.metadata(trailers));
        }
        MicroError error = error(status, unescaped(GrpcWords.text(trailers, "grpc-message")));
        return End.answered(error, GrpcWords.metadata(trailers), trailers.contains("micro-unstarted"));
    }

    private static MicroError error(String status, String message) {
        try {
            JsonObject json = JsonParser.parseString(message).getAsJsonObject();
            return new MicroError(
                    json.get("id").getAsString(),
                    json.get("code").getAsInt(),
                    json.get("detail").getAsString(),
                    json.get("status").getAsString());
        } catch (JsonParseException | IllegalStateException | NullPointerException noJson) {
            return MicroError.of("go.micro.client", code(status), message);
        }
    }

    private static int code(String status) {
        return OF_ERROR.entrySet().stream()
                .filter(entry -> entry.getValue().toString().equals(status))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(500);
    }

    private static String json(MicroError error) {
        JsonObject json = new JsonObject();
        json.addProperty("id", error.id());
        json.addProperty("code", error.code());
        json.addProperty("detail", error.detail());
        json.addProperty("status", error.status());
        return json.toString();
    }

    private static String escaped(String message) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : message.getBytes(UTF_8)) {
            if (b < ' ' || b > '~' || b == '%') {
                escaped.append(String.format("%%%02X", b));
            } else {
                escaped.append((char) b);
            }
        }
        return escaped.toString();
    }

    private static String unescaped(String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < message.length(); i++) {
            if (message.charAt(i) == '%') {
                bytes.write(Integer.parseInt(message.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(message.charAt(i));
            }
        }
        return bytes.toString(UTF_8);
    }
}
