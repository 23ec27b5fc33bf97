package io.micro4j.codec.json;

import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes one message as JSON (RFC 8259) in UTF-8, without white space. For one thread. */
public final class JsonOut {
    /** How deep objects and arrays may stand in each other; what is deeper could not be read again. */
    static final int DEEPEST = 255;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int LONGEST_LONG = 20;

    private byte[] bytes;
    private int size;
    private int depth;
    private boolean comma;

    JsonOut(int expected) {
        bytes = new byte[expected];
    }

    /** Begins an object. */
    public void beginObject() {
        open('{');
    }

    /** Ends an object. */
    public void endObject() {
        close('}');
    }

    /** Begins an array. */
    public void beginArray() {
        open('[');
    }

    /** Ends an array. */
    public void endArray() {
        close(']');
    }

    /** Writes the name of a field of an object, whose value comes next. */
    public void field(JsonFields fields, int field) {
        byte[] name = fields.quoted(field);
        room(name.length + 2);
        separate();
        System.arraycopy(name, 0, bytes, size, name.length);
        size += name.length;
        bytes[size++] = ':';
        comma = false;
    }

    /** Writes the name of a field of an object, whose value comes next. */
    public void field(String name) {
        text(name);
        room(1);
        bytes[size++] = ':';
        comma = false;
    }

    /** Writes {@code value}, which may be null. */
    public <T> void value(JsonForm<T> form, @Nullable T value) {
        if (value == null) {
            literal(NULL);
        } else {
            form.write(this, value);
        }
    }

    /** Writes a truth. */
    public void value(boolean value) {
        literal(value ? TRUE : FALSE);
    }

    /** Writes a whole number. */
    public void value(int value) {
        value((long) value);
    }

    /** Writes a whole number. */
    public void value(long value) {
        room(LONGEST_LONG + 1);
        separate();
        size = Digits.write(value, bytes, size);
    }

    /**
     * Writes a number.
     *
     * @throws CodecException if it is infinite or none
     */
    public void value(float value) {
        requireFinite(Float.isFinite(value), value);
        ascii(Float.toString(value));
    }

    /**
     * Writes a number.
     *
     * @throws CodecException if it is infinite or none
     */
    public void value(double value) {
        requireFinite(Double.isFinite(value), value);
        ascii(Double.toString(value));
    }

    /** Writes a text of one character. */
    public void value(char value) {
        text(String.valueOf(value));
    }

    /** Writes a text, which may be null. */
    public void value(@Nullable String value) {
        if (value == null) {
            literal(NULL);
        } else {
            text(value);
        }
    }

    /**
     * Writes a text.
     *
     * @throws CodecException if it holds half a character, which UTF-8 has no form for
     */
    public void text(String value) {
        int length = value.length();
        room(length + 3);
        separate();
        bytes[size++] = '"';
        int i = 0;
        while (i < length) {
            char character = value.charAt(i);
            if (character >= 0x80 || character < ' ' || character == '"' || character == '\\') {
                break;
            }
            bytes[size++] = (byte) character;
            i++;
        }
        if (i < length) {
            rest(value, i);
        }
        bytes[size++] = '"';
        comma = true;
    }

    /** Returns a complaint about a value of a type that was not there when its form was made. */
    public RuntimeException unknownType(Object value) {
        return new CodecException("there is a " + value.getClass().getName()
                + ", which was not known when its JSON was generated; compile the service's interface again");
    }

    /** Writes what stands for itself: a number, or a text that needs no escapes and has its quotes. */
    void ascii(String value) {
        int length = value.length();
        room(length + 1);
        separate();
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) value.charAt(i);
        }
    }

    /** Writes a value that is JSON already. */
    void raw(byte[] json) {
        literal(json);
    }

    /** Returns what was written, and a newline as Go writes one. */
    Encoded encoded() {
        room(1);
        bytes[size++] = '\n';
        return new Written(bytes, size);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void open(char bracket) {
        if (++depth > DEEPEST) {
            throw new CodecException("it is more than " + DEEPEST + " objects and arrays deep; does it hold itself?");
        }
        room(2);
        separate();
        bytes[size++] = (byte) bracket;
        comma = false;
    }

    private void close(char bracket) {
        depth--;
        room(1);
        bytes[size++] = (byte) bracket;
        comma = true;
    }

    private void literal(byte[] literal) {
        room(literal.length + 1);
        separate();
        System.arraycopy(literal, 0, bytes, size, literal.length);
        size += literal.length;
    }

    /** The next value or name follows one, unless it is the first. There is room for a comma. */
    private void separate() {
        if (comma) {
            bytes[size++] = ',';
        }
        comma = true;
    }

    private void rest(String value, int from) {
        int length = value.length();
        room((length - from) * 6 + 2);
        for (int i = from; i < length; i++) {
            char character = value.charAt(i);
            if (character < 0x80) {
                oneByte(character);
            } else if (character < 0x800) {
                bytes[size++] = (byte) (0xC0 | (character >> 6));
                bytes[size++] = (byte) (0x80 | (character & 0x3F));
            } else if (Character.isSurrogate(character)) {
                i++;
                pair(character, i < length ? value.charAt(i) : 0);
            } else {
                bytes[size++] = (byte) (0xE0 | (character >> 12));
                bytes[size++] = (byte) (0x80 | ((character >> 6) & 0x3F));
                bytes[size++] = (byte) (0x80 | (character & 0x3F));
            }
        }
    }

    private void oneByte(char character) {
        if (character >= ' ' && character != '"' && character != '\\') {
            bytes[size++] = (byte) character;
            return;
        }
        bytes[size++] = '\\';
        switch (character) {
            case '"', '\\' -> bytes[size++] = (byte) character;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[character >> 4];
                bytes[size++] = HEX[character & 0xF];
            }
        }
    }

    private void pair(char high, char low) {
        if (!Character.isSurrogatePair(high, low)) {
            throw new CodecException("a text holds half a character, one of a pair of surrogates without the other");
        }
        int point = Character.toCodePoint(high, low);
        bytes[size++] = (byte) (0xF0 | (point >> 18));
        bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[size++] = (byte) (0x80 | (point & 0x3F));
    }

    private static void requireFinite(boolean finite, double value) {
        if (!finite) {
            throw new CodecException("a number is " + value + ", which JSON has no form for");
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** The first bytes of an array that nobody changes any more. */
    private static final class Written implements Encoded {
        private final byte[] bytes;
        private final int size;

        Written(byte[] bytes, int size) {
            this.bytes = bytes;
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void writeTo(byte[] target, int offset) {
            System.arraycopy(bytes, 0, target, offset, size);
        }
    }
}
