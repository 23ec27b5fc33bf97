package io.micro4j.codec.json;

/**
 * The form of values that may also be keys of a map, as texts. Safe for use by many threads.
 *
 * @param <K> the values
 */
public interface JsonKey<K> extends JsonForm<K> {
    /** Returns {@code key} as a text. */
    String text(K key);

    /**
     * Returns the key that {@code text} stands for.
     *
     * @throws RuntimeException if it stands for none
     */
    K parse(String text);
}
