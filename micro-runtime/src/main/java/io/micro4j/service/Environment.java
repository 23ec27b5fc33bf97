package io.micro4j.service;

import io.micro4j.call.Metadata;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variables of a process. An empty one counts as one that is not there; one that makes no sense is refused by name.
 *
 * @param variables gives the value of a variable, or null
 */
record Environment(Function<String, @Nullable String> variables) {
    /** Returns the environment of this process, in which {@code MICRO_SERVER_NAME} is also the system property {@code micro.server.name}, which wins. */
    static Environment ofProcess() {
        return new Environment(name -> {
            String property = System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
            return property == null ? System.getenv(name) : property;
        });
    }

    static Environment of(Map<String, String> variables) {
        Map<String, String> copy = Map.copyOf(variables);
        return new Environment(copy::get);
    }

    Optional<String> text(String name) {
        String value = variables.apply(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /** Reads a whole number that is at least {@code least}. */
    Optional<Integer> number(String name, int least) {
        return read(name, "a whole number, at least " + least, text -> {
            int number = Integer.parseInt(text);
            if (number < least) {
                throw new IllegalArgumentException(text + " is too little");
            }
            return number;
        });
    }

    Optional<Boolean> flag(String name) {
        return read(name, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException(text + " is neither");
        });
    }

    /** Reads a number of seconds, which is not 0. */
    Optional<Duration> seconds(String name) {
        return read(name, "a whole number of seconds, as 60", text -> {
            Duration time = Duration.ofSeconds(Integer.parseInt(text));
            return longerThanNothing(time);
        });
    }

    /** Reads a duration in Go's syntax, which is not 0. */
    Optional<Duration> duration(String name) {
        return read(name, "a duration, as 500ms or 1m30s", text -> longerThanNothing(GoDuration.parse(text)));
    }

    /** Reads a duration in Go's syntax. */
    Optional<Duration> durationOrZero(String name) {
        return read(name, "a duration, as 500ms, 1m30s or 0", GoDuration::parse);
    }

    /** Reads a list with commas. */
    Optional<List<String>> list(String name) {
        return text(name)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList());
    }

    /** Reads pairs {@code key=value} with commas. */
    Optional<Metadata> pairs(String name) {
        return read(name, "pairs with commas, as region=eu,zone=b", text -> {
            Metadata.Builder pairs = Metadata.builder();
            for (String pair : list(name).orElseThrow()) {
                int equals = pair.indexOf('=');
                pairs.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
            return pairs.build();
        });
    }

    private <T> Optional<T> read(String name, String kind, Function<String, T> reader) {
        return text(name).map(text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
                throw new IllegalArgumentException(name + " is \"" + text + "\"; give " + kind, e);
            }
        });
    }

    private static Duration longerThanNothing(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("no time at all");
        }
        return time;
    }
}
