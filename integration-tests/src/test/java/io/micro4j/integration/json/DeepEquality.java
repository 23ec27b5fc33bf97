package io.micro4j.integration.json;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Equality of records that hold arrays, which records themselves compare by identity. */
final class DeepEquality {
    private DeepEquality() {}

    static boolean areEqual(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof Record && one.getClass() == other.getClass()) {
            for (RecordComponent component : one.getClass().getRecordComponents()) {
                if (!areEqual(get(component, one), get(component, other))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> second) {
            return map.keySet().equals(second.keySet())
                    && map.keySet().stream().allMatch(key -> areEqual(map.get(key), second.get(key)));
        }
        if (one instanceof Iterable<?> items && other instanceof Iterable<?> second) {
            return areEqual(items.iterator(), second.iterator());
        }
        if (one instanceof Optional<?> value && other instanceof Optional<?> second) {
            return areEqual(value.orElse(null), second.orElse(null));
        }
        if (one instanceof Zoo.Plain plain && other instanceof Zoo.Plain second) {
            return plain.number() == second.number() && plain.text().equals(second.text());
        }
        return Objects.deepEquals(one, other);
    }

    private static boolean areEqual(Iterator<?> one, Iterator<?> other) {
        while (one.hasNext() && other.hasNext()) {
            if (!areEqual(one.next(), other.next())) {
                return false;
            }
        }
        return one.hasNext() == other.hasNext();
    }

    private static @Nullable Object get(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
