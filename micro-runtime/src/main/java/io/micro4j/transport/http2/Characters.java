package io.micro4j.transport.http2;

/** Which bytes may stand where in a header: RFC 9113, section 8.2.1. */
final class Characters {
    private static final boolean[] NAME = new boolean[128];

    static {
        String token = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";
        for (int i = 0; i < token.length(); i++) {
            NAME[token.charAt(i)] = true;
        }
    }

    private Characters() {}

    /** Returns whether the bytes are a token in lower case, behind a colon or not. */
    static boolean isName(byte[] bytes, int from, int to) {
        int first = from < to && bytes[from] == ':' ? from + 1 : from;
        for (int i = first; i < to; i++) {
            if (bytes[i] < 0 || !NAME[bytes[i]]) {
                return false;
            }
        }
        return first < to;
    }

    /** Returns whether {@code c} may stand in a name. */
    static boolean isName(char c) {
        return c < 128 && NAME[c];
    }

    /** Returns whether the bytes have neither NUL, CR nor LF. A space at an end is let pass. */
    static boolean isValue(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == 0 || b == '\r' || b == '\n') {
                return false;
            }
        }
        return true;
    }
}
