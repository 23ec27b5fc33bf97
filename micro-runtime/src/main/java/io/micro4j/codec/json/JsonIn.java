package io.micro4j.codec.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.micro4j.codec.CodecException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message of JSON (RFC 8259) in UTF-8, and trusts nothing in it: depth, digits and characters are checked, and a complaint names the place
 * without a word of what stands there. For one thread.
 */
public final class JsonIn {
    private static final int FEW = 8;
    private static final int NOT_BEGUN = -1;

    /** How often the whole may be looked through for fields that say what something is, where these come late and in each other. */
    private static final int MOST_AHEAD = 16;

    private final byte[] bytes;
    private final int end;
    private int position;

    /** How many objects and arrays are open; for each the fields of an object, and which field or element is being read. */
    private int depth;

    private @Nullable JsonFields[] fields = new JsonFields[FEW];
    private int[] items = new int[FEW];
    private long ahead;

    JsonIn(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    /** Reads {@code form}'s value; what it has for zero if null stands there. */
    @SuppressWarnings("NullAway") // null where the form has no zero
    public <T> T value(JsonForm<T> form) {
        return isNull() ? form.zero() : form.read(this);
    }

    /** Passes over null, if that is next, and returns whether it was. */
    public boolean isNull() {
        if (peek() != 'n') {
            return false;
        }
        literal("null");
        return true;
    }

    /** Begins an object, which {@link #nextField} reads on. */
    public void beginObject() {
        open('{', "an object");
    }

    /** Begins an array, which {@link #nextElement} reads on. */
    public void beginArray() {
        open('[', "an array");
    }

    /** Goes to the next field of an object that is one of {@code known}, passing over others; returns which, or -1 at the object's end. */
    public int nextField(JsonFields known) {
        fields[depth - 1] = known;
        while (another('}')) {
            int field = field(known);
            if (field >= 0) {
                items[depth - 1] = field;
                return field;
            }
            items[depth - 1] = known.size();
            skip();
        }
        return -1;
    }

    /** Goes to the next entry of a map; returns its key, or null at its end. */
    public @Nullable String nextKey() {
        if (!another('}')) {
            return null;
        }
        items[depth - 1]++;
        return name();
    }

    /** Goes to the next element of an array; returns false at its end. */
    public boolean nextElement() {
        if (!another(']')) {
            return false;
        }
        items[depth - 1]++;
        return true;
    }

    /**
     * Returns the text of the one field {@code type} of the object that is next, wherever it stands in that, without going on.
     *
     * @throws io.micro4j.codec.CodecException if there is none
     */
    public String typeField(JsonFields type) {
        int here = position;
        int around = depth;
        beginObject();
        boolean found = nextField(type) >= 0;
        String text = found ? text() : "";
        ahead += position - here;
        position = here;
        depth = around;
        if (!found) {
            throw wrong("has no field \"" + type.name(0) + "\", which says what it is");
        }
        if (ahead > MOST_AHEAD * (long) bytes.length) {
            throw wrong("has its \"" + type.name(0) + "\" too late, as others around it have");
        }
        return text;
    }

    /** Returns a complaint that {@link #typeField} is something that nobody knows. */
    public RuntimeException unknownType(JsonFields type, String... known) {
        return wrong("has a \"" + type.name(0) + "\" that is none of " + String.join(", ", known));
    }

    /** Reads a truth; false if null stands there. */
    public boolean booleanValue() {
        switch (peek()) {
            case 't' -> {
                literal("true");
                return true;
            }
            case 'f' -> {
                literal("false");
                return false;
            }
            case 'n' -> {
                literal("null");
                return false;
            }
            default -> throw expected("true or false");
        }
    }

    /** Reads a whole number; 0 if null stands there. */
    public int intValue() {
        return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Reads a whole number; 0 if null stands there. */
    public long longValue() {
        return whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Reads a whole number; 0 if null stands there. */
    public short shortValue() {
        return (short) whole(Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** Reads a whole number; 0 if null stands there. */
    public byte byteValue() {
        return (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    /** Reads a number; 0 if null stands there. */
    public float floatValue() {
        if (isNull()) {
            return 0;
        }
        float value = Float.parseFloat(number());
        if (Float.isInfinite(value)) {
            throw wrong("is a number larger than fits");
        }
        return value;
    }

    /** Reads a number; 0 if null stands there. */
    public double doubleValue() {
        if (isNull()) {
            return 0;
        }
        double value = Double.parseDouble(number());
        if (Double.isInfinite(value)) {
            throw wrong("is a number larger than fits");
        }
        return value;
    }

    /** Reads a text of one character; that with number 0 if null stands there. */
    public char charValue() {
        if (isNull()) {
            return 0;
        }
        String text = text();
        if (text.length() != 1) {
            throw wrong("is not a text of one character");
        }
        return text.charAt(0);
    }

    /** Returns {@code value}, or what {@code form} has for one that is missing. */
    @SuppressWarnings("NullAway") // null where the form has no zero
    public <T> T orZero(JsonForm<T> form, @Nullable T value) {
        return value == null ? form.zero() : value;
    }

    /** Reads a text; an empty one if null stands there. */
    public String stringValue() {
        return isNull() ? "" : text();
    }

    /** Reads a text. */
    public String text() {
        if (peek() != '"') {
            throw expected("a text");
        }
        int from = position + 1;
        for (int i = from; i < end; i++) {
            byte next = bytes[i];
            if (next == '"') {
                position = i + 1;
                return new String(bytes, from, i - from, ISO_8859_1);
            }
            if (next < ' ' || next == '\\') { // not ASCII, a control character, or an escape
                break;
            }
        }
        JsonText text = new JsonText(bytes, from, end);
        String read = text.read();
        position = text.position();
        if (read == null) {
            throw wrong(text.fault());
        }
        return read;
    }

    /** Reads a number, as it stands. */
    String number() {
        byte first = peek();
        if (first != '-' && (first < '0' || first > '9')) {
            throw expected("a number");
        }
        int from = position;
        position = JsonNumber.end(bytes, from, end);
        if (position < 0) {
            position = from;
            throw wrong("is no number as JSON has them");
        }
        return new String(bytes, from, position - from, ISO_8859_1);
    }

    /** Passes over a value. */
    void skip() {
        switch (peek()) {
            case '{' -> {
                beginObject();
                while (nextKey() != null) {
                    skip();
                }
            }
            case '[' -> {
                beginArray();
                while (nextElement()) {
                    skip();
                }
            }
            case '"' -> text();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    /** Returns where the value that is next begins; {@link #since} returns it once it was passed over. */
    int mark() {
        peek();
        return position;
    }

    byte[] since(int mark) {
        return Arrays.copyOfRange(bytes, mark, position);
    }

    /** @throws CodecException if something follows */
    void requireEnd() {
        blank();
        if (position < end) {
            throw wrong("is followed by more than blanks");
        }
    }

    /** Returns a complaint: the value that is being read {@code what}. */
    CodecException wrong(String what) {
        return new CodecException(path() + " " + what + " (byte " + position + ")");
    }

    private CodecException expected(String what) {
        return wrong("is " + found() + ", not " + what);
    }

    private String found() {
        if (position >= end) {
            return "cut off";
        }
        return switch (bytes[position]) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> "a text";
            case 't', 'f' -> "a truth";
            case 'n' -> "null";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
            default -> "no JSON";
        };
    }

    /** Names of fields are ours; keys of maps and fields that nobody knows may be secrets. */
    private String path() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            JsonFields known = fields[i];
            int item = items[i];
            if (item == NOT_BEGUN) {
                continue;
            }
            if (known == null) {
                path.append('[').append(item).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".")
                        .append(item < known.size() ? known.name(item) : "(an unknown field)");
            }
        }
        return path.isEmpty() ? "it" : path.toString();
    }

    private long whole(long least, long most) {
        byte first = peek();
        if (first == 'n') {
            literal("null");
            return 0;
        }
        if (first != '-' && (first < '0' || first > '9')) {
            throw expected("a whole number");
        }
        int from = first == '-' ? position + 1 : position;
        int at = from;
        long negative = 0; // towards the side that reaches further
        boolean fits = true;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            int digit = bytes[at++] - '0';
            fits &= negative >= Long.MIN_VALUE / 10 && negative * 10 >= Long.MIN_VALUE + digit;
            negative = negative * 10 - digit;
        }
        boolean malformed = at == from || (at > from + 1 && bytes[from] == '0');
        if (malformed || (at < end && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E'))) {
            throw wrong("is no whole number");
        }
        fits &= first == '-' || negative != Long.MIN_VALUE;
        long value = first == '-' ? negative : -negative;
        if (!fits || value < least || value > most) {
            throw wrong("is not within " + least + " and " + most);
        }
        position = at;
        return value;
    }

    /** Reads the name of a field and its colon; returns which it is. The one after the last one is the likeliest. */
    private int field(JsonFields known) {
        int likely = items[depth - 1] + 1;
        if (known.isAt(likely, bytes, position, end)) {
            position += known.quoted(likely).length;
            colon();
            return likely;
        }
        return known.find(name());
    }

    private String name() {
        if (peek() != '"') {
            throw expected("the name of a field, in quotes");
        }
        String name = text();
        colon();
        return name;
    }

    private void colon() {
        if (peek() != ':') {
            throw wrong("has a name without a colon after it");
        }
        position++;
    }

    private void open(char bracket, String what) {
        if (peek() != bracket) {
            throw expected(what);
        }
        if (depth == JsonOut.DEEPEST) {
            throw wrong("is more than " + JsonOut.DEEPEST + " objects and arrays deep");
        }
        position++;
        if (depth == items.length) {
            fields = Arrays.copyOf(fields, depth * 2);
            items = Arrays.copyOf(items, depth * 2);
        }
        fields[depth] = null;
        items[depth] = NOT_BEGUN;
        depth++;
    }

    /** Returns whether a field or element follows; else the object or array that ends with {@code bracket} is over. */
    private boolean another(char bracket) {
        byte next = peek();
        if (next == bracket) {
            position++;
            depth--;
            return false;
        }
        if (items[depth - 1] != NOT_BEGUN) {
            if (next != ',') {
                throw wrong("is followed by neither a comma nor " + bracket);
            }
            position++;
            peek();
        }
        return true;
    }

    private void literal(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            if (position + i >= end || bytes[position + i] != literal.charAt(i)) {
                throw wrong("is no JSON");
            }
        }
        position += literal.length();
    }

    /** Passes over blanks and returns the byte after them, which is not passed over; 0 at the end, which no JSON begins with. */
    private byte peek() {
        blank();
        return position < end ? bytes[position] : 0;
    }

    private void blank() {
        while (position < end) {
            switch (bytes[position]) {
                case ' ', '\n', '\r', '\t' -> position++;
                default -> {
                    return;
                }
            }
        }
    }
}
