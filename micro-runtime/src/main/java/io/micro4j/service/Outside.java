package io.micro4j.service;

import io.micro4j.server.ServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a process outside of code, each place above the one before it: a file, the environment, system properties, flags. Immutable.
 *
 * @param layers the lowest first
 */
record Outside(List<Layer> layers) {
    /** Something said, and where. */
    private record Said(String text, String called) {}

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
        Optional<Path> named = new Outside(layers).said(Options.CONFIG_FILE).map(said -> Path.of(said.text()));
        Path chosen = named.orElse(file);
        if (chosen != null) {
            layers.add(0, Layer.file(chosen));
        }
        return new Outside(layers);
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
        try {
            return choices.chosen();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    where("MICRO_REGISTER_TTL") + " and " + where("MICRO_REGISTER_INTERVAL")
                            + " contradict each other: " + e.getMessage(),
                    e);
        }
    }

    /** Returns whether that is wanted. */
    boolean printed() {
        return said(Options.PRINT_CONFIG)
                .map(said -> Kind.FLAG.parse().apply(said.text()))
                .orElse(false);
    }

    /** Returns a line an option: its name, its value, and where that was said. */
    String describe(Chosen chosen) {
        Chosen usual = new Choices(ServerOptions.of(chosen.server().name())).chosen();
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
                    .map(said -> new IllegalArgumentException(
                            said.called() + " is \"" + said.text() + "\": " + e.getMessage(), e))
                    .orElse(e);
        }
    }

    private String where(String variable) {
        return said(variable).map(said -> said.called() + "=" + said.text()).orElse(variable + " (said in code)");
    }

    private Optional<Said> said(String variable) {
        return Options.all()
                .filter(option -> option.variable().equals(variable))
                .findFirst()
                .flatMap(this::said);
    }

    /** An empty text counts as one that is not there. */
    private Optional<Said> said(Option<?> option) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            String text = layers.get(i).values().apply(option);
            if (text != null && !text.isBlank()) {
                return Optional.of(new Said(text.strip(), layers.get(i).names().apply(option)));
            }
        }
        return Optional.empty();
    }
}
