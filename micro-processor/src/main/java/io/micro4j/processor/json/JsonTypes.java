package io.micro4j.processor.json;

import java.util.Map;
import java.util.Set;

/** The JDK's types that have a form, and what {@code JsonForms} calls it. */
final class JsonTypes {
    /** A constant each. */
    static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("java.lang.String", "STRING"),
            Map.entry("java.lang.Boolean", "BOOLEAN"),
            Map.entry("java.lang.Byte", "BYTE"),
            Map.entry("java.lang.Short", "SHORT"),
            Map.entry("java.lang.Integer", "INTEGER"),
            Map.entry("java.lang.Long", "LONG"),
            Map.entry("java.lang.Float", "FLOAT"),
            Map.entry("java.lang.Double", "DOUBLE"),
            Map.entry("java.lang.Character", "CHARACTER"),
            Map.entry("java.math.BigInteger", "BIG_INTEGER"),
            Map.entry("java.math.BigDecimal", "BIG_DECIMAL"),
            Map.entry("java.time.Duration", "DURATION"),
            Map.entry("java.time.Instant", "INSTANT"),
            Map.entry("java.time.LocalDate", "LOCAL_DATE"),
            Map.entry("java.time.LocalDateTime", "LOCAL_DATE_TIME"),
            Map.entry("java.time.LocalTime", "LOCAL_TIME"),
            Map.entry("java.time.MonthDay", "MONTH_DAY"),
            Map.entry("java.time.OffsetDateTime", "OFFSET_DATE_TIME"),
            Map.entry("java.time.OffsetTime", "OFFSET_TIME"),
            Map.entry("java.time.Period", "PERIOD"),
            Map.entry("java.time.Year", "YEAR"),
            Map.entry("java.time.YearMonth", "YEAR_MONTH"),
            Map.entry("java.time.ZoneId", "ZONE_ID"),
            Map.entry("java.time.ZoneOffset", "ZONE_OFFSET"),
            Map.entry("java.time.ZonedDateTime", "ZONED_DATE_TIME"),
            Map.entry("java.util.OptionalDouble", "OPTIONAL_DOUBLE"),
            Map.entry("java.util.OptionalInt", "OPTIONAL_INT"),
            Map.entry("java.util.OptionalLong", "OPTIONAL_LONG"),
            Map.entry("java.util.UUID", "UUID"));

    /** A method each, over the forms of the type's arguments. */
    static final Map<String, String> HOLDERS = Map.of(
            "java.util.Collection", "collection",
            "java.util.List", "list",
            "java.util.Map", "map",
            "java.util.Optional", "optional",
            "java.util.Set", "set",
            "java.util.SortedMap", "sortedMap",
            "java.util.SortedSet", "sortedSet");

    /** Those among {@link #HOLDERS} whose first argument is the name of a field. */
    static final Set<String> MAPS = Set.of("map", "sortedMap");

    /** Those among {@link #KNOWN} that are no names of fields. */
    static final Set<String> NO_KEYS = Set.of(
            "BYTES", "FLOAT", "DOUBLE", "BIG_DECIMAL", "DURATION", "OPTIONAL_DOUBLE", "OPTIONAL_INT", "OPTIONAL_LONG");

    private JsonTypes() {}
}
