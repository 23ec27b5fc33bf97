package io.micro4j.integration.json;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes values of a type, the same from the same seed. */
final class RandomData {
    private static final String ALPHABET = "abc XYZ0189_-\"\\/\n\r\t\u0001<>&'\u00fc\u672c\u2028\u007f";
    private static final Duration HALF_A_MILLENNIUM = Duration.ofDays(180_000);

    private final Random random;

    RandomData(long seed) {
        this.random = new Random(seed);
    }

    <T> T value(Class<T> type) {
        return type.cast(value(type, Map.of(), 0));
    }

    private Object value(Type type, Map<TypeVariable<?>, Type> variables, int depth) {
        if (type instanceof TypeVariable<?> variable) {
            return value(variables.get(variable), Map.of(), depth);
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic, variables, depth);
        }
        return ofClass((Class<?>) type, depth);
    }

    private Object generic(ParameterizedType type, Map<TypeVariable<?>, Type> variables, int depth) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = Arrays.stream(type.getActualTypeArguments())
                .map(each -> each instanceof TypeVariable<?> variable ? variables.get(variable) : each)
                .toArray(Type[]::new);
        if (raw == Optional.class) {
            return some(depth) ? Optional.of(value(arguments[0], variables, depth + 1)) : Optional.empty();
        }
        if (Collection.class.isAssignableFrom(raw)) {
            Collection<Object> items = raw == Set.class
                    ? new LinkedHashSet<>()
                    : raw == SortedSet.class ? new TreeSet<>() : new ArrayList<>();
            for (int i = count(depth); i > 0; i--) {
                items.add(value(arguments[0], variables, depth + 1));
            }
            return items;
        }
        if (Map.class.isAssignableFrom(raw)) {
            Map<Object, Object> entries = raw == SortedMap.class ? new TreeMap<>() : new LinkedHashMap<>();
            for (int i = count(depth); i > 0; i--) {
                entries.put(value(arguments[0], variables, depth + 1), value(arguments[1], variables, depth + 1));
            }
            return entries;
        }
        Map<TypeVariable<?>, Type> own = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            own.put(raw.getTypeParameters()[i], arguments[i]);
        }
        return record(raw, own, depth);
    }

    private Object ofClass(Class<?> type, int depth) {
        if (type.isRecord()) {
            return record(type, Map.of(), depth);
        }
        if (type.isSealed() && type.isInterface()) {
            Class<?>[] permitted = type.getPermittedSubclasses();
            return ofClass(permitted[random.nextInt(permitted.length)], depth);
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), random.nextInt(40));
            for (int i = 0; i < Array.getLength(array); i++) {
                Array.set(array, i, ofClass(type.getComponentType(), depth));
            }
            return array;
        }
        return type.getName().startsWith("java.time.") ? time(type) : simple(type);
    }

    private Object record(Class<?> type, Map<TypeVariable<?>, Type> variables, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean leaf = depth > 4 && !types[i].isPrimitive();
            boolean isNull = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && (leaf || random.nextInt(4) == 0);
            values[i] = isNull ? null : value(components[i].getGenericType(), variables, depth + 1);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private Object simple(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "boolean", "Boolean" -> random.nextBoolean();
            case "byte", "Byte" -> (byte) random.nextInt();
            case "short", "Short" -> (short) random.nextInt();
            case "int", "Integer" -> random.nextInt() >> random.nextInt(31);
            case "long", "Long" -> random.nextInt(20) == 0 ? Long.MIN_VALUE : random.nextLong() >> random.nextInt(63);
            case "float", "Float" -> finite(Float.intBitsToFloat(random.nextInt()));
            case "double", "Double" -> finite(Double.longBitsToDouble(random.nextLong()));
            case "char", "Character" -> ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            case "String" -> text();
            case "BigInteger" -> new BigInteger(random.nextInt(300), random).subtract(BigInteger.TEN);
            case "BigDecimal" -> new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(100) - 50);
            case "UUID" -> new UUID(random.nextLong(), random.nextLong());
            case "OptionalInt" -> random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
            case "OptionalLong" -> random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
            case "OptionalDouble" ->
                random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(random.nextGaussian());
            case "Plain" -> Zoo.Plain.of(random.nextInt(), text());
            default -> throw new AssertionError("no values of " + type + " are known");
        };
    }

    private Object time(Class<?> type) {
        long seconds = HALF_A_MILLENNIUM.toSeconds();
        Instant instant = Instant.ofEpochSecond(random.nextLong() % seconds, random.nextInt(1_000_000_000));
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1_000) - 500));
        OffsetDateTime at = instant.atOffset(offset);
        return switch (type.getSimpleName()) {
            case "Instant" -> instant;
            case "OffsetDateTime" -> at;
            case "ZonedDateTime" -> ZonedDateTime.ofInstant(instant, ZoneId.of("Europe/Paris"));
            case "LocalDate" -> at.toLocalDate();
            case "LocalTime" -> at.toLocalTime();
            case "LocalDateTime" -> at.toLocalDateTime();
            case "OffsetTime" -> at.toOffsetTime();
            case "Duration" -> Duration.ofNanos(random.nextLong());
            case "Period" -> Period.of(random.nextInt(100), random.nextInt(100), -random.nextInt(100));
            case "Year" -> Year.of(random.nextInt(10_000));
            case "YearMonth" -> YearMonth.from(at);
            case "MonthDay" -> MonthDay.from(at);
            case "ZoneId" -> random.nextBoolean() ? ZoneId.of("America/Sao_Paulo") : offset;
            case "ZoneOffset" -> offset;
            default -> throw new AssertionError("no values of " + type + " are known");
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            if (random.nextInt(30) == 0) {
                text.appendCodePoint(0x1F600 + random.nextInt(50));
            } else {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return text.toString();
    }

    private Float finite(float value) {
        return Float.isFinite(value) ? value : 0.1f;
    }

    private Double finite(double value) {
        return Double.isFinite(value) ? value : 0.1;
    }

    private boolean some(int depth) {
        return depth < 4 && random.nextBoolean();
    }

    private int count(int depth) {
        return depth < 3 ? random.nextInt(4) : 0;
    }
}
