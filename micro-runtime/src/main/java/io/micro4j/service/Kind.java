package io.micro4j.service;

import io.micro4j.call.Metadata;
import io.micro4j.selector.NodeFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What values an option takes, and how they are written.
 *
 * @param words what to give, as {@code a whole number, at least 1}
 * @param parse reads a value; throws an exception at run time if the text makes no sense
 * @param write writes it, so that it can be read again
 */
record Kind<T>(String words, Function<String, T> parse, Function<T, String> write) {
    static final Kind<String> TEXT = new Kind<>("a text", text -> text, text -> text);
    static final Kind<Path> FILE = new Kind<>("the path of a file", Path::of, Path::toString);
    static final Kind<String> DIRECTORY = new Kind<>("the path of a directory", Kind::directory, text -> text);
    static final Kind<String> INTERFACES =
            new Kind<>("names of network interfaces with commas, as eth0,lo", Kind::interfaces, text -> text);
    static final Kind<Boolean> FLAG = new Kind<>("true or false", Kind::flag, String::valueOf);
    static final Kind<Duration> SECONDS = new Kind<>(
            "a whole number of seconds, as 60",
            text -> longerThanNothing(Duration.ofSeconds(Integer.parseInt(text))),
            time -> String.valueOf(time.toSeconds()));
    static final Kind<Duration> DURATION = new Kind<>(
            "a duration, as 500ms or 1m30s", text -> longerThanNothing(GoDuration.parse(text)), GoDuration::write);
    static final Kind<Duration> DURATION_OR_ZERO =
            new Kind<>("a duration, as 500ms, 1m30s or 0", GoDuration::parse, GoDuration::write);
    static final Kind<List<String>> LIST = new Kind<>("a list with commas", Kind::list, list -> String.join(",", list));
    static final Kind<Metadata> PAIRS = new Kind<>("pairs with commas, as region=eu,zone=b", Kind::pairs, Kind::write);
    static final Kind<List<NodeFilter>> FILTERS = new Kind<>(
            "filters with semicolons, as version=v2; label zone=a",
            NodeFilter::parse,
            filters -> filters.stream().map(String::valueOf).collect(Collectors.joining("; ")));

    static Kind<Integer> number(int least) {
        return new Kind<>(
                "a whole number, at least " + least,
                text -> {
                    int number = Integer.parseInt(text);
                    if (number < least) {
                        throw new IllegalArgumentException(text + " is too little");
                    }
                    return number;
                },
                String::valueOf);
    }

    private static Boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException(text + " is neither");
        };
    }

    /** It may still be made, but not where there is something else. */
    private static String directory(String text) {
        Path path = Path.of(text);
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IllegalArgumentException(text + " is none");
        }
        return text;
    }

    private static String interfaces(String text) {
        List<String> names = list(text);
        if (!names.stream().allMatch(name -> name.matches("[^\\s/;]+"))) {
            throw new IllegalArgumentException(text + " has what names none");
        }
        return String.join(",", names);
    }

    private static List<String> list(String text) {
        List<String> items = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        if (items.isEmpty()) {
            throw new IllegalArgumentException("only commas");
        }
        return items;
    }

    private static Metadata pairs(String text) {
        Metadata.Builder pairs = Metadata.builder();
        for (String pair : list(text)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(pair + " is no pair");
            }
            pairs.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return pairs.build();
    }

    private static String write(Metadata pairs) {
        StringBuilder text = new StringBuilder();
        pairs.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : ",").append(name).append('=').append(value));
        return text.toString();
    }

    private static Duration longerThanNothing(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("no time at all");
        }
        return time;
    }
}
