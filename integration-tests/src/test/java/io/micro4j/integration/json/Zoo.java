package io.micro4j.integration.json;

import com.google.gson.annotations.SerializedName;
import io.micro4j.MicroService;
import io.micro4j.codec.json.JsonName;
import io.micro4j.codec.json.JsonTypeField;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service whose messages hold every type that has a form. */
@MicroService("test.Zoo")
interface Zoo {
    Numbers numbers(Texts texts);

    Times times(Holders holders);

    Tree tree(Sight sight);

    Nothing nothing(Everything everything);

    record Nothing() {}

    record Numbers(
            boolean truth,
            byte small,
            short shorter,
            int number,
            long longer,
            float single,
            double twice,
            char letter,
            @Nullable Boolean boxedTruth,
            @Nullable Byte boxedSmall,
            @Nullable Short boxedShorter,
            Integer boxedNumber,
            @Nullable Long boxedLonger,
            @Nullable Float boxedSingle,
            @Nullable Double boxedTwice,
            @Nullable Character boxedLetter,
            @Nullable BigInteger big,
            BigDecimal decimal) {}

    record Texts(
            String text,
            @Nullable String perhaps,
            byte[] bytes,
            UUID id,
            Kind kind,
            @SerializedName("other_name") String named,
            int @Nullable [] numbers,
            @Nullable Plain plain) {}

    record Times(
            Instant instant,
            OffsetDateTime offset,
            @Nullable ZonedDateTime zoned,
            LocalDate date,
            LocalTime time,
            LocalDateTime both,
            OffsetTime offsetTime,
            Duration duration,
            Period period,
            Year year,
            YearMonth month,
            MonthDay day,
            ZoneId zone,
            ZoneOffset zoneOffset) {}

    record Holders(
            List<String> list,
            Collection<Long> collection,
            Set<Kind> set,
            SortedSet<String> sorted,
            Map<String, List<Integer>> map,
            SortedMap<Integer, Texts> byNumber,
            Map<Kind, Map<UUID, Boolean>> deep,
            Map<LocalDate, Double> byDay,
            Optional<String> perhaps,
            Optional<Page<Kind>> page,
            OptionalInt maybe,
            OptionalLong maybeLong,
            OptionalDouble maybeDouble,
            List<@Nullable String> gaps,
            @Nullable List<Instant> nothing) {}

    record Tree(String name, @Nullable Tree left, List<Tree> children, Map<String, Tree> named) {}

    record Page<T>(List<T> items, Optional<T> first, int number) {}

    @JsonTypeField("seen")
    sealed interface Sight {
        record Animal(String name, Page<Sight> others) implements Sight {}

        @JsonName("plant_of")
        record Plant(double height) implements Sight {}

        sealed interface Weather extends Sight {
            record Rain(Duration length) implements Weather {}

            record Sun() implements Weather {}
        }
    }

    record Everything(
            Numbers numbers,
            Texts texts,
            Times times,
            Holders holders,
            Tree tree,
            @Nullable Sight sight,
            Page<Tree> trees) {}

    enum Kind {
        LION,
        @SerializedName("the_tiger")
        TIGER,
        BEAR {
            @Override
            public String toString() {
                return "a bear";
            }
        }
    }

    /** Gson's. */
    final class Plain {
        private int number;
        private String text = "";

        int number() {
            return number;
        }

        String text() {
            return text;
        }

        static Plain of(int number, String text) {
            Plain plain = new Plain();
            plain.number = number;
            plain.text = text;
            return plain;
        }
    }
}
