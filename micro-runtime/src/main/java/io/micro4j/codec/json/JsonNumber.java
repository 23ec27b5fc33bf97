package io.micro4j.codec.json;

/** The grammar of numbers: RFC 8259, section 6. */
final class JsonNumber {
    private JsonNumber() {}

    /** Returns the position behind the number that begins at {@code from}; -1 if none does. */
    static int end(byte[] bytes, int from, int end) {
        int at = from < end && bytes[from] == '-' ? from + 1 : from;
        int digits = digits(bytes, at, end);
        if (digits == at || (bytes[at] == '0' && digits > at + 1)) {
            return -1;
        }
        at = digits;
        if (at < end && bytes[at] == '.') {
            digits = digits(bytes, at + 1, end);
            if (digits == at + 1) {
                return -1;
            }
            at = digits;
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            int exponent = at + 1;
            if (exponent < end && (bytes[exponent] == '+' || bytes[exponent] == '-')) {
                exponent++;
            }
            digits = digits(bytes, exponent, end);
            if (digits == exponent) {
                return -1;
            }
            at = digits;
        }
        return at;
    }

    private static int digits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }
}
