package io.micro4j.codec.json;

/** Decimal digits of whole numbers, without a text in between. */
final class Digits {
    private static final byte[] LEAST = "-9223372036854775808".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private Digits() {}

    /** Writes {@code value} from {@code at}, in at most 20 bytes, and returns the position behind it. */
    static int write(long value, byte[] target, int at) {
        if (value == Long.MIN_VALUE) {
            System.arraycopy(LEAST, 0, target, at, LEAST.length);
            return at + LEAST.length;
        }
        int position = at;
        long rest = value;
        if (rest < 0) {
            target[position++] = '-';
            rest = -rest;
        }
        int end = position + count(rest);
        for (int i = end - 1; i >= position; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    private static int count(long value) {
        int count = 1;
        for (long limit = 10; count < 19 && value >= limit; limit *= 10) {
            count++;
        }
        return count;
    }
}
