package io.micro4j.service;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as Go writes them: {@code 300ms}, {@code 1m30s}, {@code 1.5h}. */
final class GoDuration {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** Returns {@code time} as Go would, in its largest units: {@code 1m30s}, {@code 500ms}, {@code 0s}. */
    static String write(Duration time) {
        StringBuilder text = new StringBuilder();
        if (time.toHours() > 0) {
            text.append(time.toHours()).append('h');
        }
        if (time.toMinutesPart() > 0) {
            text.append(time.toMinutesPart()).append('m');
        }
        if (time.toSecondsPart() > 0) {
            text.append(time.toSecondsPart()).append('s');
        }
        if (time.toNanosPart() > 0) {
            boolean millis = time.toNanosPart() % 1_000_000 == 0;
            text.append(millis ? time.toMillisPart() : time.toNanosPart()).append(millis ? "ms" : "ns");
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    /**
     * Returns what {@code text} says.
     *
     * @throws IllegalArgumentException if it is no duration, or one that nobody waits for
     */
    static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher part = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos = nanos.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L))));
            end = part.end();
        }
        if (end == 0 || end != text.length() || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration");
        }
        return Duration.ofNanos(nanos.longValue());
    }
}
