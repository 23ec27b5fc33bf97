package io.micro4j.integration.go;

import com.google.protobuf.Message;
import io.micro4j.call.CallOptions;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a {@link GoPeer} is told to do. Immutable; the names are those of the Go program. */
record GoCommand(Map<String, Object> what) {
    static GoCommand of(String verb) {
        return new GoCommand(Map.of("Do", verb));
    }

    GoCommand with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(what);
        more.put(name, value);
        return new GoCommand(more);
    }

    GoCommand with(CallOptions options) {
        Map<String, String> metadata = new LinkedHashMap<>();
        options.metadata().forEach(metadata::put);
        GoCommand told = with("Metadata", metadata);
        Duration timeout = options.timeout();
        if (timeout != null) {
            told = told.with("Timeout", timeout.toMillis());
        }
        String type = options.contentType();
        return type == null ? told : told.with("Type", type);
    }

    GoCommand with(Message request) {
        return with("Request", base64(request));
    }

    GoCommand with(List<? extends Message> requests) {
        return with("Requests", requests.stream().map(GoCommand::base64).toList());
    }

    Map<String, Object> fields(int id) {
        return with("Id", id).what;
    }

    @Override
    public String toString() {
        return what.get("Do") + " " + what.getOrDefault("Method", "");
    }

    private static String base64(Message message) {
        return Base64.getEncoder().encodeToString(message.toByteArray());
    }
}
