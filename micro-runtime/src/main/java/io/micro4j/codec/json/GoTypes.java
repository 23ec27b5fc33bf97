package io.micro4j.codec.json;

import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.micro4j.codec.CodecException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;

/**
 * Writes and reads the JDK's types as Go's encoding/json does their twins: {@code byte[]} as {@code []byte} in base64, {@link Instant} and
 * {@link OffsetDateTime} as {@code time.Time} in RFC 3339, {@link Duration} as {@code time.Duration} in nanoseconds. Dates and times without
 * an offset, which Go has no twin of, are strings in ISO 8601. Each is null where its twin is nil.
 */
final class GoTypes {
    private static final DateTimeFormatter FOUR_DIGITS = DateTimeFormatter.ofPattern("uuuu");

    static final TextForm<byte[]> BYTES = new TextForm<>(
            byte[].class, "bytes in base64", Base64.getEncoder()::encodeToString, GoTypes::bytes, new byte[0]);
    static final TextForm<Instant> INSTANT =
            TextForm.of(Instant.class, "a time as 2026-01-31T12:00:00Z", GoTypes::rfc3339, GoTypes::instant);
    static final TextForm<OffsetDateTime> OFFSET_DATE_TIME = TextForm.of(
            OffsetDateTime.class, "a time as 2026-01-31T12:00:00+01:00", GoTypes::rfc3339, OffsetDateTime::parse);
    static final TextForm<LocalDate> LOCAL_DATE =
            TextForm.of(LocalDate.class, "a date as 2026-01-31", LocalDate::toString, LocalDate::parse);
    static final TextForm<LocalTime> LOCAL_TIME =
            TextForm.of(LocalTime.class, "a time of day as 12:00:00", LocalTime::toString, LocalTime::parse);
    static final TextForm<LocalDateTime> LOCAL_DATE_TIME = TextForm.of(
            LocalDateTime.class,
            "a date and time as 2026-01-31T12:00:00",
            LocalDateTime::toString,
            LocalDateTime::parse);
    static final TextForm<OffsetTime> OFFSET_TIME =
            TextForm.of(OffsetTime.class, "a time of day as 12:00:00Z", OffsetTime::toString, OffsetTime::parse);
    static final TextForm<ZonedDateTime> ZONED_DATE_TIME = TextForm.of(
            ZonedDateTime.class,
            "a time as 2026-01-31T12:00:00+01:00[Europe/Paris]",
            ZonedDateTime::toString,
            ZonedDateTime::parse);
    static final TextForm<Period> PERIOD =
            TextForm.of(Period.class, "a period as P1Y2M3D", Period::toString, Period::parse);
    static final TextForm<Year> YEAR = TextForm.of(Year.class, "a year as 2026", FOUR_DIGITS::format, Year::parse);
    static final TextForm<YearMonth> YEAR_MONTH =
            TextForm.of(YearMonth.class, "a month as 2026-01", YearMonth::toString, YearMonth::parse);
    static final TextForm<MonthDay> MONTH_DAY =
            TextForm.of(MonthDay.class, "a day as --01-31", MonthDay::toString, MonthDay::parse);
    static final TextForm<ZoneId> ZONE_ID =
            TextForm.of(ZoneId.class, "a zone as Europe/Paris", ZoneId::getId, ZoneId::of);
    static final TextForm<ZoneOffset> ZONE_OFFSET =
            TextForm.of(ZoneOffset.class, "an offset as +01:00", ZoneOffset::getId, ZoneOffset::of);

    private static final List<TextForm<?>> TEXTS = List.of(
            BYTES,
            INSTANT,
            OFFSET_DATE_TIME,
            LOCAL_DATE,
            LOCAL_TIME,
            LOCAL_DATE_TIME,
            OFFSET_TIME,
            ZONED_DATE_TIME,
            PERIOD,
            YEAR,
            YEAR_MONTH,
            MONTH_DAY,
            ZONE_OFFSET);
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private GoTypes() {}

    /** Teaches {@code gson} the same, for classes. */
    static GsonBuilder register(GsonBuilder gson) {
        TEXTS.forEach(form -> gson.registerTypeAdapter(form.type(), new Text<>(form).nullSafe()));
        return gson.registerTypeHierarchyAdapter(ZoneId.class, new Text<>(ZONE_ID).nullSafe())
                .registerTypeAdapter(Duration.class, new Nanoseconds().nullSafe());
    }

    /** Returns how many nanoseconds {@code time} takes, of which Go can count so many. */
    static long nanoseconds(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException e) {
            throw new CodecException("a duration is beyond the 292 years that Go's can hold", e);
        }
    }

    private static Instant instant(String text) {
        Instant usual = Rfc3339.utc(text);
        return usual == null ? OffsetDateTime.parse(text).toInstant() : usual;
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

    private static CodecException beyond() {
        return new CodecException(
                "a time has a year outside 0 to 9999 or an offset with seconds, which RFC 3339 has no form for");
    }

    private static final class Text<T> extends TypeAdapter<T> {
        private final TextForm<T> form;

        Text(TextForm<T> form) {
            this.form = form;
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.value(form.text(value));
        }

        @Override
        public T read(JsonReader in) throws IOException {
            if (in.peek() != JsonToken.STRING) {
                throw new IllegalStateException("Expected a string, at path " + in.getPath());
            }
            return form.parse(in.nextString());
        }
    }

    private static final class Nanoseconds extends TypeAdapter<Duration> {
        @Override
        public void write(JsonWriter out, Duration value) throws IOException {
            out.value(nanoseconds(value));
        }

        @Override
        public Duration read(JsonReader in) throws IOException {
            return Duration.ofNanos(in.nextLong());
        }
    }
}
