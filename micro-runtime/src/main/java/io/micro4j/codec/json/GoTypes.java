package io.micro4j.codec.json;

import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.function.Function;

/**
 * Writes and reads the JDK's types as Go's encoding/json does their twins: {@code byte[]} as {@code []byte} in base64, {@link Instant} and
 * {@link OffsetDateTime} as {@code time.Time} in RFC 3339, {@link Duration} as {@code time.Duration} in nanoseconds. Dates and times without
 * an offset, which Go has no twin of, are strings in ISO 8601. Each is null where its twin is nil.
 */
final class GoTypes {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private GoTypes() {}

    static GsonBuilder register(GsonBuilder gson) {
        return gson.registerTypeAdapter(byte[].class, text(Base64.getEncoder()::encodeToString, GoTypes::bytes))
                .registerTypeAdapter(
                        Instant.class,
                        text(
                                GoTypes::rfc3339,
                                text -> OffsetDateTime.parse(text).toInstant()))
                .registerTypeAdapter(OffsetDateTime.class, text(GoTypes::rfc3339, OffsetDateTime::parse))
                .registerTypeAdapter(LocalDate.class, text(LocalDate::toString, LocalDate::parse))
                .registerTypeAdapter(LocalTime.class, text(LocalTime::toString, LocalTime::parse))
                .registerTypeAdapter(LocalDateTime.class, text(LocalDateTime::toString, LocalDateTime::parse))
                .registerTypeAdapter(Duration.class, new Nanoseconds().nullSafe());
    }

    /** Go ignores line breaks in base64, and nothing else. */
    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
    }

    private static String rfc3339(Instant at) {
        if (at.isBefore(FIRST) || at.isAfter(LAST)) { // before OffsetDateTime, which cannot hold them all
            throw beyond();
        }
        return rfc3339(at.atOffset(ZoneOffset.UTC));
    }

    private static String rfc3339(OffsetDateTime at) {
        if (at.getYear() < 0 || at.getYear() > 9999 || at.getOffset().getTotalSeconds() % 60 != 0) {
            throw beyond();
        }
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
    }

    private static IllegalArgumentException beyond() {
        return new IllegalArgumentException(
                "a time has a year outside 0 to 9999 or an offset with seconds," + " which RFC 3339 has no form for");
    }

    private static <T> TypeAdapter<T> text(Function<T, String> write, Function<String, T> read) {
        return new Text<>(write, read).nullSafe();
    }

    private static final class Text<T> extends TypeAdapter<T> {
        private final Function<T, String> write;
        private final Function<String, T> read;

        Text(Function<T, String> write, Function<String, T> read) {
            this.write = write;
            this.read = read;
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.value(write.apply(value));
        }

        @Override
        public T read(JsonReader in) throws IOException {
            if (in.peek() != JsonToken.STRING) {
                throw new IllegalStateException("Expected a string, at path " + in.getPath());
            }
            return read.apply(in.nextString());
        }
    }

    private static final class Nanoseconds extends TypeAdapter<Duration> {
        @Override
        public void write(JsonWriter out, Duration value) throws IOException {
            long nanoseconds;
            try {
                nanoseconds = value.toNanos();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("a duration is beyond the 292 years that Go's can hold", e);
            }
            out.value(nanoseconds);
        }

        @Override
        public Duration read(JsonReader in) throws IOException {
            return Duration.ofNanos(in.nextLong());
        }
    }
}
