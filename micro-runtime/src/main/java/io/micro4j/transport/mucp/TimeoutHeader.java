package io.micro4j.transport.mucp;

/** Reads the value of {@code Timeout}: decimal nanoseconds. */
final class TimeoutHeader {
    /** More is as good as for ever, and could not be added to a clock. */
    private static final long MAX = Long.MAX_VALUE / 4;

    private TimeoutHeader() {}

    /** Returns the nanoseconds; 0, which is no limit, if that is what {@code value} says or if it is no number. */
    static long read(String value) {
        long nanos = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            nanos = nanos > MAX / 10 ? MAX : Math.min(MAX, nanos * 10 + digit);
        }
        return nanos;
    }
}
