package io.micro4j.codec.json;

import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The forms of the JDK's types, each as Go's encoding/json writes its twin: {@code docs/json.md} has the table. */
public final class JsonForms {
    /** {@code string}; empty where Go leaves it out. */
    public static final JsonKey<String> STRING = new TextForm<>(String.class, "a text", text -> text, text -> text, "");

    /** {@code *bool}. */
    public static final JsonKey<Boolean> BOOLEAN =
            new NumberForm<>("bool", JsonOut::value, JsonIn::booleanValue, JsonForms::truth);

    /** {@code *int8}. */
    public static final JsonKey<Byte> BYTE =
            new NumberForm<>("int8", (out, value) -> out.value(value.longValue()), JsonIn::byteValue, Byte::valueOf);

    /** {@code *int16}. */
    public static final JsonKey<Short> SHORT =
            new NumberForm<>("int16", (out, value) -> out.value(value.longValue()), JsonIn::shortValue, Short::valueOf);

    /** {@code *int32}. */
    public static final JsonKey<Integer> INTEGER =
            new NumberForm<>("int32", (out, value) -> out.value(value.longValue()), JsonIn::intValue, Integer::valueOf);

    /** {@code *int64}. */
    public static final JsonKey<Long> LONG =
            new NumberForm<>("int64", (out, value) -> out.value(value.longValue()), JsonIn::longValue, Long::valueOf);

    /** {@code *float32}. */
    public static final JsonForm<Float> FLOAT = new NumberForm<>(
            "float32", (out, value) -> out.value(value.floatValue()), JsonIn::floatValue, Float::valueOf);

    /** {@code *float64}. */
    public static final JsonForm<Double> DOUBLE = new NumberForm<>(
            "float64", (out, value) -> out.value(value.doubleValue()), JsonIn::doubleValue, Double::valueOf);

    /** A text of one character. */
    public static final JsonKey<Character> CHARACTER =
            TextForm.of(Character.class, "a text of one character", String::valueOf, JsonForms::character);

    /** {@code *big.Int}, up to 10,000 digits. */
    public static final JsonKey<BigInteger> BIG_INTEGER = new NumberForm<>(
            "Int", (out, value) -> out.ascii(value.toString()), BigNumbers::readInteger, BigNumbers::integer);

    /** A number of any length up to 10,000 digits and of any scale up to 10,000. */
    public static final JsonForm<BigDecimal> BIG_DECIMAL = new NumberForm<>(
            "Number", (out, value) -> out.ascii(value.toString()), BigNumbers::readDecimal, BigNumbers::decimal);

    /** {@code time.Duration}, in nanoseconds. */
    public static final JsonForm<Duration> DURATION = new NumberForm<>(
            "Duration",
            (out, value) -> out.value(GoTypes.nanoseconds(value)),
            in -> Duration.ofNanos(in.longValue()),
            text -> Duration.ofNanos(Long.parseLong(text)));

    /** {@code []byte}, in base64; empty where Go leaves it out. */
    public static final JsonForm<byte[]> BYTES = GoTypes.BYTES;

    /** {@code time.Time}, in RFC 3339. */
    public static final JsonKey<Instant> INSTANT = GoTypes.INSTANT;

    /** {@code time.Time}, in RFC 3339. */
    public static final JsonKey<OffsetDateTime> OFFSET_DATE_TIME = GoTypes.OFFSET_DATE_TIME;

    /** {@code uuid.UUID}. */
    public static final JsonKey<UUID> UUID =
            TextForm.of(UUID.class, "a UUID", java.util.UUID::toString, JsonForms::uuid);

    /** A string in ISO 8601. */
    public static final JsonKey<LocalDate> LOCAL_DATE = GoTypes.LOCAL_DATE;

    /** A string in ISO 8601. */
    public static final JsonKey<LocalTime> LOCAL_TIME = GoTypes.LOCAL_TIME;

    /** A string in ISO 8601. */
    public static final JsonKey<LocalDateTime> LOCAL_DATE_TIME = GoTypes.LOCAL_DATE_TIME;

    /** A string in ISO 8601. */
    public static final JsonKey<OffsetTime> OFFSET_TIME = GoTypes.OFFSET_TIME;

    /** A string in ISO 8601 with the zone's name in brackets, which Go cannot read. */
    public static final JsonKey<ZonedDateTime> ZONED_DATE_TIME = GoTypes.ZONED_DATE_TIME;

    /** A string in ISO 8601. */
    public static final JsonKey<Period> PERIOD = GoTypes.PERIOD;

    /** A string of four digits. */
    public static final JsonKey<Year> YEAR = GoTypes.YEAR;

    /** A string in ISO 8601. */
    public static final JsonKey<YearMonth> YEAR_MONTH = GoTypes.YEAR_MONTH;

    /** A string in ISO 8601. */
    public static final JsonKey<MonthDay> MONTH_DAY = GoTypes.MONTH_DAY;

    /** A string. */
    public static final JsonKey<ZoneId> ZONE_ID = GoTypes.ZONE_ID;

    /** A string. */
    public static final JsonKey<ZoneOffset> ZONE_OFFSET = GoTypes.ZONE_OFFSET;

    /** A pointer. */
    public static final JsonForm<OptionalInt> OPTIONAL_INT = new OptionalForm<>(
            INTEGER, OptionalInt::isPresent, OptionalInt::getAsInt, OptionalInt::of, OptionalInt.empty());

    /** A pointer. */
    public static final JsonForm<OptionalLong> OPTIONAL_LONG = new OptionalForm<>(
            LONG, OptionalLong::isPresent, OptionalLong::getAsLong, OptionalLong::of, OptionalLong.empty());

    /** A pointer. */
    public static final JsonForm<OptionalDouble> OPTIONAL_DOUBLE = new OptionalForm<>(
            DOUBLE, OptionalDouble::isPresent, OptionalDouble::getAsDouble, OptionalDouble::of, OptionalDouble.empty());

    private JsonForms() {}

    /** Returns the form of lists: slices. */
    public static <E> JsonForm<List<E>> list(JsonForm<E> element) {
        return new ArrayForm<>(element, ArrayList::new);
    }

    /** Returns the form of collections, which are read as lists. */
    public static <E> JsonForm<Collection<E>> collection(JsonForm<E> element) {
        return new ArrayForm<>(element, ArrayList::new);
    }

    /** Returns the form of sets, which keep the order that they come in. */
    public static <E> JsonForm<Set<E>> set(JsonForm<E> element) {
        return new ArrayForm<>(element, LinkedHashSet::new);
    }

    /** Returns the form of sorted sets. */
    public static <E> JsonForm<SortedSet<E>> sortedSet(JsonForm<E> element) {
        return new ArrayForm<>(element, TreeSet::new);
    }

    /** Returns the form of maps, which keep the order that they come in. */
    public static <K, V> JsonForm<Map<K, V>> map(JsonKey<K> key, JsonForm<V> value) {
        return new MapForm<>(key, value, LinkedHashMap::new);
    }

    /** Returns the form of sorted maps. */
    public static <K, V> JsonForm<SortedMap<K, V>> sortedMap(JsonKey<K> key, JsonForm<V> value) {
        return new MapForm<>(key, value, TreeMap::new);
    }

    /** Returns the form of what may be absent: a pointer. */
    public static <T> JsonForm<Optional<T>> optional(JsonForm<T> present) {
        return new OptionalForm<>(present, Optional::isPresent, Optional::get, Optional::of, Optional.empty());
    }

    /** Returns the form of what may be null, and stays it. */
    public static <T> JsonForm<T> nullable(JsonForm<T> form) {
        return new NullableForm<>(form);
    }

    /**
     * Returns the form of an enum: the names of its constants.
     *
     * @param constants all of them
     * @param renamed pairs: the name of a constant, and the one it has in JSON
     */
    public static <E extends Enum<E>> JsonKey<E> constants(E[] constants, String... renamed) {
        return EnumNames.form(constants, renamed);
    }

    /** Returns the form of a class that Gson writes and reads by reflection. */
    public static <T> JsonForm<T> gson(Class<T> type) {
        return new GsonForm<>(type);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    /** The JDK reads half a one, too. */
    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not 36 characters");
        }
        return java.util.UUID.fromString(text);
    }
}
