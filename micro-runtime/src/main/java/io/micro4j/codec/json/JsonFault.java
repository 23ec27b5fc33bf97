package io.micro4j.codec.json;

import io.micro4j.codec.CodecException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with JSON without a word of it, since it may hold secrets. What the parsers throw quotes it, and so is not kept as a cause. */
final class JsonFault {
    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

    private JsonFault() {}

    static CodecException unreadable(String type, int length, Throwable thrown) {
        return new CodecException("Cannot read " + type + " from " + length + " bytes of JSON: " + reason(thrown));
    }

    private static String reason(Throwable thrown) {
        String kind = "";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            kind = cause.getClass().getSimpleName();
            String place = place(cause.getMessage());
            if (place != null) {
                return kind + " at " + place;
            }
        }
        return kind;
    }

    private static @Nullable String place(@Nullable String message) {
        Matcher place = PLACE.matcher(message == null ? "" : message);
        return place.find() ? place.group() : null;
    }
}
