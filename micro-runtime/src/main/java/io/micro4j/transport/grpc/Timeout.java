package io.micro4j.transport.grpc;

import java.util.concurrent.TimeUnit;

/** Writes and reads {@code grpc-timeout}: at most eight digits and a unit. */
final class Timeout {
    private static final long MOST_DIGITS = 100_000_000;
    private static final int MOST_LENGTH = 9;
    private static final int MILLISECONDS = 2;
    private static final long NANOS_IN_FULL = 10_000_000;
    private static final String UNITS = "numSMH";
    private static final long[] NANOS = {
        1, 1_000, 1_000_000, 1_000_000_000, TimeUnit.MINUTES.toNanos(1), TimeUnit.HOURS.toNanos(1)
    };

    /** More is as good as for ever, and could not be added to a clock. */
    static final long MOST = Long.MAX_VALUE / 4;

    private Timeout() {}

    /** Rounds up, long ones to milliseconds: who waits should learn from its own clock that the time is over. */
    static String write(long nanos) {
        int unit = nanos < NANOS_IN_FULL ? 0 : MILLISECONDS;
        while (roundedUp(nanos, unit) >= MOST_DIGITS) {
            unit++;
        }
        return Long.toString(roundedUp(nanos, unit)) + UNITS.charAt(unit);
    }

    private static long roundedUp(long nanos, int unit) {
        return (nanos - 1) / NANOS[unit] + 1;
    }

    /** Returns the nanoseconds, at least 1; -1 if {@code text} is none. */
    static long read(String text) {
        int last = text.length() - 1;
        int unit = last < 1 || last >= MOST_LENGTH ? -1 : UNITS.indexOf(text.charAt(last));
        if (unit < 0) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < last; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return Math.max(1, value > MOST / NANOS[unit] ? MOST : value * NANOS[unit]);
    }

    /** Returns the nanoseconds that go-micro's {@code timeout} says in digits; 0 if it says none. */
    static long readDigits(String text) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = value > MOST / 10 ? MOST : value * 10 + digit;
        }
        return value;
    }
}
