package io.micro4j.codec.json;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The usual form of a time, {@code 2026-01-31T12:00:00.5Z}, read by hand: the JDK's parser takes longer than the rest of a message. */
final class Rfc3339 {
    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int FRACTION = FORM.length();
    private static final int MOST_DIGITS = 9;
    private static final int SECONDS_A_DAY = 86_400;

    private Rfc3339() {}

    /** Returns the time; null for any other form, right or wrong. */
    static @Nullable Instant utc(String text) {
        int end = text.length() - 1;
        if (end < FRACTION || text.charAt(end) != 'Z' || !hasForm(text)) {
            return null;
        }
        int digits = end - FRACTION - 1;
        boolean hasFraction = end > FRACTION;
        if (hasFraction && (text.charAt(FRACTION) != '.' || digits < 1 || digits > MOST_DIGITS)) {
            return null;
        }
        int nanos = hasFraction ? number(text, FRACTION + 1, end) : 0;
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (nanos < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        for (int i = digits; hasFraction && i < MOST_DIGITS; i++) {
            nanos *= 10;
        }
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        return Instant.ofEpochSecond(day.toEpochDay() * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second, nanos);
    }

    private static boolean hasForm(String text) {
        for (int i = 0; i < FRACTION; i++) {
            char wanted = FORM.charAt(i);
            char is = text.charAt(i);
            if (wanted == 'd' ? is < '0' || is > '9' : is != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Returns the number between two places; -1 if something else than digits stands there. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
