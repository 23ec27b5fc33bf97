package io.micro4j.service;

import io.micro4j.server.ServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a process outside of code, each place above the one before it: a file, the environment, system properties, flags. Immutable.
 *
 * @param layers the lowest first
 */
record Outside(List<Layer> layers) {
    private static final Set<String> NO = Set.of("false", "0");

    /**
     * Something said, and where.
     *
     * @param layer its place; a higher one wins
     */
    private record Said(String text, String called, int layer) {
        @Override
        public String toString() {
            return called + " is \"" + text + "\"";
        }
    }

    /**
     * @param variables the environment; null for that of this process and its system properties
     * @param file the file of options; null for the one that is named outside, if any
     */
    static Outside of(@Nullable Map<String, String> variables, @Nullable Path file, List<String> arguments) {
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.environment(variables == null ? System.getenv() : variables));
        if (variables == null) {
            layers.add(Layer.properties());
        }
        layers.add(Layer.flags(arguments));
        Optional<Said> named = new Outside(layers).said(Options.CONFIG_FILE);
        if (named.isPresent()) {
            layers.add(0, file(named.get()));
        } else if (file != null) {
            layers.add(0, Layer.file(file));
        }
        return new Outside(layers);
    }

    private static Layer file(Said named) {
        try {
            return Layer.file(Path.of(named.text()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(named + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns what is chosen in code, overlaid with what is said here.
     *
     * @throws IllegalArgumentException if something makes no sense, alone or together; it says where that was said
     */
    Chosen over(Choices inCode) {
        Choices choices = inCode.copy();
        Options.all()
                .forEach(option -> said(option).ifPresent(said -> option.apply(choices, said.text(), said.called())));
        Chosen chosen = together(choices, inCode);
        Conflict.ALL.stream()
                .filter(pair -> !choices.handedOver.contains(pair.one())
                        && pair.isThere().test(this, chosen))
                .findFirst()
                .ifPresent(pair -> {
                    throw refused(pair, inCode, null);
                });
        return chosen;
    }

    /** Each option made sense when it was set: what fails now are two of the server's, which are the only ones that it compares. */
    private Chosen together(Choices choices, Choices inCode) {
        try {
            return choices.chosen();
        } catch (IllegalArgumentException e) {
            throw refused(Conflict.OF_REGISTRATION, inCode, e);
        }
    }

    private IllegalArgumentException refused(Conflict pair, Choices inCode, @Nullable IllegalArgumentException cause) {
        return new IllegalArgumentException(
                where(pair.one(), inCode) + " and " + where(pair.other(), inCode) + ", which contradict each other: "
                        + pair.advice(),
                cause);
    }

    /** Returns whether {@code other} is said, as something else than no, where {@code one} is or in a place that wins over it. */
    boolean isSaidBeside(String one, String other) {
        int layer = said(one).map(Said::layer).orElse(-1);
        return said(other)
                .filter(said ->
                        said.layer() >= layer && !NO.contains(said.text().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** Returns whether that is wanted. */
    boolean printed() {
        return said(Options.PRINT_CONFIG)
                .map(said -> Kind.FLAG.parse().apply(said.text()))
                .orElse(false);
    }

    /** Returns a line an option: its name, its value, and where that was said. */
    String describe(Chosen chosen) {
        Chosen usual = usual(chosen);
        StringBuilder text = new StringBuilder();
        Options.all().forEach(option -> {
            String value = option.get().apply(chosen);
            String source = said(option)
                    .map(Said::called)
                    .orElse(value.equals(option.get().apply(usual)) ? "default" : "code");
            text.append(String.format(Locale.ROOT, "%-33s %-24s %s%n", option.variable(), value, source));
        });
        return text.toString();
    }

    /**
     * Returns what {@code find} finds under {@code name}.
     *
     * @throws IllegalArgumentException if nothing has that name
     */
    <P> P named(String variable, String name, Function<String, P> find) {
        try {
            return find.apply(name);
        } catch (IllegalArgumentException e) {
            throw said(variable)
                    .map(said -> new IllegalArgumentException(said + ": " + e.getMessage(), e))
                    .orElse(e);
        }
    }

    private String where(String variable, Choices inCode) {
        return said(variable).map(Said::toString).orElseGet(() -> {
            Option<?> option = option(variable);
            String value = option.get().apply(inCode.chosen());
            String place = value.equals(option.get().apply(usual(inCode.chosen()))) ? " by default" : " in code";
            return variable + " is \"" + value + "\"" + place;
        });
    }

    private Optional<Said> said(String variable) {
        return said(option(variable));
    }

    private static Option<?> option(String variable) {
        return Options.all()
                .filter(option -> option.variable().equals(variable))
                .findFirst()
                .orElseThrow();
    }

    private static Chosen usual(Chosen chosen) {
        return new Choices(ServerOptions.of(chosen.server().name())).chosen();
    }

    /** An empty text counts as one that is not there. */
    private Optional<Said> said(Option<?> option) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            String text = layers.get(i).values().apply(option);
            if (text != null && !text.isBlank()) {
                return Optional.of(new Said(text.strip(), layers.get(i).names().apply(option), i));
            }
        }
        return Optional.empty();
    }
}
