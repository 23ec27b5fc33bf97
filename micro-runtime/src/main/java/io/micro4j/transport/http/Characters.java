package io.micro4j.transport.http;

/** Which bytes may stand where in a message: RFC 9110, sections 5.5 and 5.6. */
final class Characters {
    static final byte CR = '\r';
    static final byte LF = '\n';
    static final byte SPACE = ' ';
    static final byte TAB = '\t';

    private static final boolean[] TOKEN = new boolean[256];

    static {
        String token = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (int i = 0; i < token.length(); i++) {
            TOKEN[token.charAt(i)] = true;
        }
    }

    private Characters() {}

    static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    static boolean isToken(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!TOKEN[bytes[i] & 0xff]) {
                return false;
            }
        }
        return from < to;
    }

    /** Returns whether {@code b} may stand in a header's value: neither NUL nor any other control character but the tab. */
    static boolean isText(byte b) {
        return b < 0 || (b >= SPACE && b != 0x7f) || b == TAB;
    }

    static boolean isText(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isText(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether {@code b} may stand in {@code host:port}: RFC 3986, section 3.2.2. */
    static boolean isHost(byte b) {
        return isToken(b) ? b != '^' && b != '`' && b != '|' && b != '#' : b > 0 && "()[]:;,=".indexOf(b) >= 0;
    }

    static boolean isVisible(byte b) {
        return b < 0 || (b > SPACE && b != 0x7f);
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Returns the value of a hexadecimal digit, or -1. */
    static int hex(byte b) {
        return Character.digit(b, 16);
    }

    /** Returns whether the bytes are {@code text}, which is in lower case, whatever their own case. */
    static boolean is(String text, byte[] bytes, int from, int to) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            int b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b + 0x20 : b) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int indexOf(byte wanted, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
