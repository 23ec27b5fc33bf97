package io.micro4j.call;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Names and values that travel with a call. Immutable; a name is found whatever its case, and stands once.
 *
 * <p>Kept as one flat array, because a call has few of them and reads each once.
 */
public final class Metadata {
    /** No metadata. */
    public static final Metadata EMPTY = new Metadata(new String[0]);

    private static final int FEW = 4;

    private final String[] pairs;

    private Metadata(String[] pairs) {
        this.pairs = pairs;
    }

    /** Returns metadata with one entry. */
    public static Metadata of(String name, String value) {
        return new Metadata(new String[] {requireNonNull(name, "name"), requireNonNull(value, name)});
    }

    /** Returns the entries of {@code entries}, in its order; of names that differ in case only, the last wins. */
    public static Metadata of(Map<String, String> entries) {
        Builder builder = builder();
        entries.forEach(builder::put);
        return builder.build();
    }

    /** Returns a builder without entries. */
    public static Builder builder() {
        return builder(FEW);
    }

    /** Returns a builder without entries, with room for {@code entries} of them before it has to grow. */
    public static Builder builder(int entries) {
        return new Builder(entries);
    }

    /** Returns the value of {@code name}, or null. */
    public @Nullable String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** Returns the value of {@code name}, if there is one. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(get(name));
    }

    /** Returns a copy in which {@code name} has {@code value}. */
    public Metadata with(String name, String value) {
        return builder().putAll(this).put(name, value).build();
    }

    /** Returns these entries, overlaid with those of {@code other}. */
    public Metadata with(Metadata other) {
        if (other.isEmpty()) {
            return this;
        }
        return isEmpty() ? other : builder().putAll(this).putAll(other).build();
    }

    /** Calls {@code action} with each name and value, in order. */
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** Returns the number of entries. */
    public int size() {
        return pairs.length / 2;
    }

    /** Returns the name of entry {@code index}, in order from 0. */
    public String name(int index) {
        return pairs[2 * index];
    }

    /** Returns the value of entry {@code index}, in order from 0. */
    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** Returns whether there is no entry. */
    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** Returns the entries as a map that keeps their order and cannot be changed. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        forEach(map::put);
        return Collections.unmodifiableMap(map);
    }

    /** Two are equal that have the same names, whatever their case and order, with the same values. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Metadata that) || that.size() != size()) {
            return false;
        }
        for (int i = 0; i < size(); i++) {
            String theirs = that.get(name(i));
            if (!value(i).equals(theirs)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < size(); i++) {
            hash += value(i).hashCode();
        }
        return hash;
    }

    /** Shows the names only: values may be secret. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        forEach((name, value) -> names.add(name));
        return "Metadata" + names;
    }

    /** Collects entries. For one thread. */
    public static final class Builder {
        private String[] pairs;
        private int length;
        private boolean built;

        private Builder(int entries) {
            pairs = new String[2 * Math.max(1, entries)];
        }

        /** Sets {@code name} to {@code value}, in place of a value that it had. */
        public Builder put(String name, String value) {
            requireNonNull(name, "name");
            requireNonNull(value, name);
            for (int i = 0; i < length; i += 2) {
                if (pairs[i].equalsIgnoreCase(name)) {
                    ownPairs()[i + 1] = value;
                    return this;
                }
            }
            return append(name, value);
        }

        /** Adds {@code name} unless it is there: of a header that repeats, go-micro keeps the first value. */
        public Builder putIfAbsent(String name, String value) {
            for (int i = 0; i < length; i += 2) {
                if (pairs[i].equalsIgnoreCase(name)) {
                    return this;
                }
            }
            return append(name, value);
        }

        /** Adds {@code value} to the value that {@code name} has, behind {@code separator}: gRPC lets a name stand several times. */
        public Builder join(String name, String value, String separator) {
            for (int i = 0; i < length; i += 2) {
                if (pairs[i].equalsIgnoreCase(name)) {
                    ownPairs()[i + 1] += separator + value;
                    return this;
                }
            }
            return append(name, value);
        }

        /** Sets every entry of {@code entries}. */
        public Builder putAll(Metadata entries) {
            for (int i = 0; i < entries.size(); i++) {
                put(entries.name(i), entries.value(i));
            }
            return this;
        }

        /** Returns what was collected. */
        public Metadata build() {
            if (length == 0) {
                return EMPTY;
            }
            if (length < pairs.length) {
                return new Metadata(Arrays.copyOf(pairs, length));
            }
            built = true;
            return new Metadata(pairs);
        }

        /** Returns the array, which is not that of something built. */
        private String[] ownPairs() {
            if (built) {
                built = false;
                pairs = pairs.clone();
            }
            return pairs;
        }

        private Builder append(String name, String value) {
            if (length == pairs.length) {
                pairs = Arrays.copyOf(pairs, length * 2);
                built = false;
            }
            pairs[length++] = name;
            pairs[length++] = value;
            return this;
        }
    }
}
