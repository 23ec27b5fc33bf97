package io.micro4j.service;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One thing that can be said of a process in code and from outside.
 *
 * @param variable its name in the environment: {@code MICRO_SERVER_NAME}
 * @param inCode its name in code
 * @param kind the values it takes
 * @param effect what it does
 * @param set says it
 * @param get returns what is said, as {@code kind} writes it
 */
record Option<T>(
        String variable,
        String inCode,
        Kind<T> kind,
        String effect,
        BiConsumer<Choices, T> set,
        Function<Chosen, String> get) {
    private static final String PREFIX = "MICRO_";

    static <T> Option<T> of(
            String variable,
            String inCode,
            Kind<T> kind,
            String effect,
            BiConsumer<Choices, T> set,
            Function<Chosen, T> get) {
        return new Option<>(
                variable, inCode, kind, effect, set, chosen -> kind.write().apply(get.apply(chosen)));
    }

    /** Returns its name as a flag: {@code --server_name}. */
    String flag() {
        return "--" + variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    /** Returns its name as a system property: {@code micro.server.name}. */
    String property() {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Returns the variable that {@code name} means, be it {@code MICRO_SERVER_NAME}, {@code micro.server.name} or {@code server-name}. */
    static String variable(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return upper.startsWith(PREFIX) ? upper : PREFIX + upper;
    }

    /**
     * Says {@code text}.
     *
     * @param called where that stands, as {@code MICRO_SERVER_NAME} or {@code --server_name}
     * @throws IllegalArgumentException if it makes no sense
     */
    void apply(Choices choices, String text, String called) {
        T value;
        try {
            value = kind.parse().apply(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException(called + " is \"" + text + "\"; give " + kind.words() + reason(e), e);
        }
        try {
            set.accept(choices, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(called + " is \"" + text + "\": " + e.getMessage(), e);
        }
    }

    /** Filters say themselves what is wrong with them. */
    private String reason(RuntimeException e) {
        return kind.equals(Kind.FILTERS) ? ": " + e.getMessage() : "";
    }
}
