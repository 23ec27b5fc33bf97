package io.micro4j.codec.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names of the fields of an object, in the order in which they are written. Immutable. */
public final class JsonFields {
    private final String[] names;
    private final byte[][] quoted;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> anyCase = new HashMap<>();

    private JsonFields(String[] names) {
        this.names = names;
        this.quoted = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            JsonOut out = new JsonOut(names[i].length() + 8);
            out.text(names[i]);
            quoted[i] = out.toByteArray();
            exact.putIfAbsent(names[i], i);
            anyCase.putIfAbsent(names[i].toLowerCase(Locale.ROOT), i);
        }
    }

    /** Returns the fields called {@code names}. */
    public static JsonFields of(String... names) {
        return new JsonFields(names.clone());
    }

    int size() {
        return names.length;
    }

    String name(int field) {
        return names[field];
    }

    /** Returns field {@code field} as it is written, in quotes. */
    byte[] quoted(int field) {
        return quoted[field];
    }

    /** Returns whether {@code bytes} from {@code from}, a quote, are field {@code field} as it is written. */
    boolean isAt(int field, byte[] bytes, int from, int end) {
        if (field >= quoted.length) {
            return false;
        }
        byte[] wanted = quoted[field];
        return end - from >= wanted.length
                && Arrays.equals(wanted, 0, wanted.length, bytes, from, from + wanted.length);
    }

    /** Returns the field called {@code name}, in any case if none is called exactly so, as Go does; -1 if there is none. */
    int find(String name) {
        Integer found = exact.get(name);
        if (found == null) {
            found = anyCase.get(name.toLowerCase(Locale.ROOT));
        }
        return found == null ? -1 : found;
    }

    @Override
    public String toString() {
        return "JsonFields[" + String.join(", ", names) + "]";
    }
}
