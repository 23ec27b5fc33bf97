package io.micro4j.codec.json;

import org.jspecify.annotations.Nullable;

/** A text that has escapes or characters beyond ASCII: RFC 8259, section 7, and UTF-8 as RFC 3629 has it, to the letter. For one thread. */
final class JsonText {
    private final byte[] bytes;
    private final int end;
    private final StringBuilder text = new StringBuilder();
    private int position;
    private String fault = "";

    /** Begins at {@code from}, behind the first quote. */
    JsonText(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /** Returns the position behind the last quote, or where the fault is. */
    int position() {
        return position;
    }

    /** Returns what is wrong, as "is cut off". */
    String fault() {
        return fault;
    }

    /** Returns the text; null if there is a fault. */
    @Nullable
    String read() {
        while (position < end) {
            byte next = bytes[position];
            if (next == '"') {
                position++;
                return text.toString();
            }
            boolean good = next == '\\' ? escape() : next >= 0 ? plain(next) : beyond(next);
            if (!good) {
                return null;
            }
        }
        fault = "is cut off";
        return null;
    }

    private boolean plain(byte character) {
        if (character < ' ') {
            return refuse("holds a control character that is not escaped");
        }
        text.append((char) character);
        position++;
        return true;
    }

    private boolean escape() {
        if (position + 1 >= end) {
            return refuse("is cut off");
        }
        byte kind = bytes[position + 1];
        switch (kind) {
            case '"', '\\', '/' -> text.append((char) kind);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                return unicode();
            }
            default -> {
                return refuse("has an escape that JSON does not know");
            }
        }
        position += 2;
        return true;
    }

    private boolean unicode() {
        int first = hex(position + 2);
        if (first < 0) {
            return refuse("has an escape without four hexadecimal digits");
        }
        if (!Character.isSurrogate((char) first)) {
            text.append((char) first);
            position += 6;
            return true;
        }
        boolean escaped = position + 7 < end && bytes[position + 6] == '\\' && bytes[position + 7] == 'u';
        int second = escaped ? hex(position + 8) : -1;
        if (second < 0 || !Character.isSurrogatePair((char) first, (char) second)) {
            return refuse("holds half a character");
        }
        text.append((char) first).append((char) second);
        position += 12;
        return true;
    }

    private int hex(int from) {
        if (from + 4 > end) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private boolean beyond(byte first) {
        int more = first >= (byte) 0xF0 ? 3 : first >= (byte) 0xE0 ? 2 : 1;
        int point = first & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            if (position + i >= end || (bytes[position + i] & 0xC0) != 0x80) {
                return refuse("is not UTF-8");
            }
            point = (point << 6) | (bytes[position + i] & 0x3F);
        }
        boolean continues = (first & 0xC0) == 0x80;
        int least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
        if (continues || (first & 0xFF) > 0xF4 || point < least || point > Character.MAX_CODE_POINT) {
            return refuse("is not UTF-8");
        }
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            return refuse("is not UTF-8: it holds half a character");
        }
        text.appendCodePoint(point);
        position += more + 1;
        return true;
    }

    private boolean refuse(String what) {
        fault = what;
        return false;
    }
}
