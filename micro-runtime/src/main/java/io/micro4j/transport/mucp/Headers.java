package io.micro4j.transport.mucp;

import static java.util.Objects.requireNonNull;

import io.micro4j.codec.CodecException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The headers of one frame, in order. Filled and read again and again by the one thread of a pipe. */
public final class Headers {
    private @Nullable Word[] words = new Word[24];
    private String[] names = new String[24];
    private String[] values = new String[24];
    private int size;

    /** Removes all headers. */
    public void clear() {
        Arrays.fill(names, 0, size, null);
        Arrays.fill(values, 0, size, null);
        size = 0;
    }

    /** Adds one of the wire's own headers. */
    public void add(Word word, String value) {
        append(word, word.text(), value);
    }

    /** Adds a header as it came. */
    public void add(String name, String value) {
        append(Word.of(name), name, value);
    }

    /** Adds an application's header as it came, of which it is known that it is none of the wire's. */
    public void addOther(String name, String value) {
        append(null, name, value);
    }

    /**
     * Adds an application's header that shall be sent.
     *
     * @throws CodecException if no wire can carry that name
     */
    void addChecked(String name, String value) {
        if (!HeaderNames.isToken(name)) {
            throw new CodecException("Metadata cannot be named \"" + HeaderNames.printable(name)
                    + "\"; use letters, digits and hyphens only");
        }
        append(null, name, value);
    }

    /** Returns the number of headers. */
    public int size() {
        return size;
    }

    /** Returns which of the wire's own headers entry {@code index} is, or null. */
    public @Nullable Word word(int index) {
        return words[index];
    }

    /** Returns the name of entry {@code index}. */
    public String name(int index) {
        return names[index];
    }

    /** Returns the value of entry {@code index}. */
    public String value(int index) {
        return values[index];
    }

    /** Returns the first value of {@code word}, or null. */
    public @Nullable String get(Word word) {
        for (int i = 0; i < size; i++) {
            if (words[i] == word) {
                return values[i];
            }
        }
        return null;
    }

    private void append(@Nullable Word word, String name, String value) {
        if (size == names.length) {
            words = Arrays.copyOf(words, size * 2);
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        words[size] = word;
        names[size] = name;
        values[size++] = requireNonNull(value, name);
    }

    @Override
    public String toString() {
        return "Headers" + Arrays.asList(names).subList(0, size);
    }
}
