package io.micro4j.integration.go;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import io.micro4j.call.MicroError;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a {@link GoPeer} answers. */
record GoAnswer(
        @SerializedName("Id") int id,
        @Nullable @SerializedName("Reply") String reply,
        @Nullable @SerializedName("Replies") List<String> replies,
        @Nullable @SerializedName("Error") String error,
        @SerializedName("Millis") long millis,
        @SerializedName("Good") int good,
        @Nullable @SerializedName("Failures") Map<String, Integer> failures,
        @Nullable @SerializedName("Found") JsonElement found) {
    /** What a stream of go-micro's gRPC client leaves before the error itself. */
    private static final Pattern STATUS = Pattern.compile("^rpc error: code = \\w+ desc = ");

    /** Returns the error, read as a Go program would: a text that is not one of go-micro's errors is all detail. */
    @Nullable
    MicroError microError() {
        if (error == null) {
            return null;
        }
        try {
            JsonObject read = JsonParser.parseString(STATUS.matcher(error).replaceFirst(""))
                    .getAsJsonObject();
            return new MicroError(text(read, "id"), number(read), text(read, "detail"), text(read, "status"));
        } catch (JsonParseException | IllegalStateException e) {
            return new MicroError("", 0, error, "");
        }
    }

    private static String text(JsonObject from, String name) {
        return from.has(name) ? from.get(name).getAsString() : "";
    }

    private static int number(JsonObject from) {
        return from.has("code") ? from.get("code").getAsInt() : 0;
    }
}
