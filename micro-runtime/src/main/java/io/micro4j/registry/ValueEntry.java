package io.micro4j.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A message or one of its fields, as a registry shows it. Immutable.
 *
 * @param name the field's name, or the message's
 * @param type Go's name of the type: {@code string}, {@code int64}, {@code []uint8}, or the message's name
 * @param values the message's fields, at most three levels deep; empty for a scalar
 */
public record ValueEntry(String name, String type, List<ValueEntry> values) {
    public ValueEntry {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        values = List.copyOf(values);
    }
}
