package io.micro4j.codec.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What values look like, for people who look at a registry. Immutable.
 *
 * @param goType what Go calls their type: {@code int32}, {@code []Stock}; empty where it has no name of one word
 * @param fields the fields of objects whose fields are known, or of those in an array
 * @param forms the form of each field
 */
public record JsonShape(String goType, @Nullable JsonFields fields, List<JsonForm<?>> forms) {
    public JsonShape {
        forms = List.copyOf(forms);
    }

    /** Returns the shape of values without fields. */
    public static JsonShape of(String goType) {
        return new JsonShape(goType, null, List.of());
    }

    /** Returns the shape of objects. */
    public static JsonShape of(String goType, JsonFields fields, JsonForm<?>... forms) {
        return new JsonShape(goType, fields, List.of(forms));
    }

    /** Returns how many fields there are. */
    public int size() {
        return forms.size();
    }

    /** Returns the name of field {@code field}. */
    public String name(int field) {
        return fields == null ? "" : fields.name(field);
    }
}
