package io.micro4j.integration.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
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
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads by Gson what the generated code writes, with all that Gson does not know by itself. */
final class GsonTwin {
    private static final Map<Class<?>, Parser> TEXTS = Map.ofEntries(
            Map.entry(Instant.class, Instant::parse),
            Map.entry(OffsetDateTime.class, OffsetDateTime::parse),
            Map.entry(ZonedDateTime.class, ZonedDateTime::parse),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(OffsetTime.class, OffsetTime::parse),
            Map.entry(Period.class, Period::parse),
            Map.entry(Year.class, Year::parse),
            Map.entry(YearMonth.class, YearMonth::parse),
            Map.entry(MonthDay.class, MonthDay::parse),
            Map.entry(ZoneId.class, ZoneId::of),
            Map.entry(ZoneOffset.class, ZoneOffset::of),
            Map.entry(byte[].class, Base64.getDecoder()::decode));

    private GsonTwin() {}

    static Gson gson() {
        GsonBuilder gson = new GsonBuilder().registerTypeAdapterFactory(new Factory());
        TEXTS.forEach((type, parser) -> gson.registerTypeAdapter(
                type, adapter(in -> parser.parse(in.nextString())).nullSafe()));
        return gson.registerTypeAdapter(Duration.class, adapter(in -> Duration.ofNanos(in.nextLong())))
                .registerTypeAdapter(
                        OptionalInt.class,
                        adapter(in -> isNull(in) ? OptionalInt.empty() : OptionalInt.of(in.nextInt())))
                .registerTypeAdapter(
                        OptionalLong.class,
                        adapter(in -> isNull(in) ? OptionalLong.empty() : OptionalLong.of(in.nextLong())))
                .registerTypeAdapter(
                        OptionalDouble.class,
                        adapter(in -> isNull(in) ? OptionalDouble.empty() : OptionalDouble.of(in.nextDouble())))
                .create();
    }

    private interface Parser {
        Object parse(String text);
    }

    private interface Reading<T> {
        @Nullable
        T read(JsonReader in) throws IOException;
    }

    private static boolean isNull(JsonReader in) throws IOException {
        boolean isNull = in.peek() == JsonToken.NULL;
        if (isNull) {
            in.nextNull();
        }
        return isNull;
    }

    private static <T> TypeAdapter<T> adapter(Reading<T> reading) {
        return new TypeAdapter<>() {
            @Override
            public void write(JsonWriter out, T value) {
                throw new AssertionError("only read here");
            }

            @Override
            public @Nullable T read(JsonReader in) throws IOException {
                return reading.read(in);
            }
        };
    }

    private static final class Factory implements TypeAdapterFactory {
        @Override
        @SuppressWarnings("unchecked") // each adapter is of the type that was asked for
        public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> token) {
            if (token.getRawType() == Optional.class) {
                Type present = ((ParameterizedType) token.getType()).getActualTypeArguments()[0];
                TypeAdapter<?> adapter = gson.getAdapter(TypeToken.get(present));
                return (TypeAdapter<T>) adapter(in -> isNull(in) ? Optional.empty() : Optional.of(adapter.read(in)));
            }
            return token.getRawType() == Zoo.Sight.class ? (TypeAdapter<T>) adapter(in -> sight(gson, in)) : null;
        }

        private static Zoo.@Nullable Sight sight(Gson gson, JsonReader in) {
            JsonElement tree = gson.fromJson(in, JsonElement.class);
            if (tree.isJsonNull()) {
                return null;
            }
            JsonObject object = tree.getAsJsonObject();
            Class<? extends Zoo.Sight> type = switch (object.get("seen").getAsString()) {
                case "Animal" -> Zoo.Sight.Animal.class;
                case "plant_of" -> Zoo.Sight.Plant.class;
                case "Rain" -> Zoo.Sight.Weather.Rain.class;
                case "Sun" -> Zoo.Sight.Weather.Sun.class;
                default -> throw new AssertionError("no such sight");
            };
            return gson.fromJson(object, type);
        }
    }
}
