package io.micro4j.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Function;

/** The providers of one SPI that the class path or module path holds, by name. Immutable. */
public final class Providers<P> {
    private final String kind;
    private final Function<P, String> name;
    private final List<P> found;
    private final List<String> broken;

    private Providers(String kind, Function<P, String> name, List<P> found, List<String> broken) {
        this.kind = kind;
        this.name = name;
        this.found = List.copyOf(found);
        this.broken = List.copyOf(broken);
    }

    /**
     * Returns the providers that are there. One that cannot be loaded is left out, and named where somebody asks in vain.
     *
     * @param spi the interface that they implement; this module's {@code module-info} says that it uses it
     * @param kind what they provide, as people call it and as artifacts are named: {@code registry}
     * @param name gives the name that a provider answers to
     */
    public static <P> Providers<P> load(Class<P> spi, String kind, Function<P, String> name) {
        List<P> found = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        ServiceLoader.load(spi, spi.getClassLoader()).stream().forEach(provider -> {
            try {
                found.add(provider.get());
            } catch (ServiceConfigurationError e) {
                broken.add(String.valueOf(e.getMessage()));
            }
        });
        return new Providers<>(kind, name, found, broken);
    }

    /**
     * Returns the provider called {@code wanted}.
     *
     * @throws IllegalArgumentException if there is none; says what was found and which artifact to add
     */
    public P named(String wanted) {
        return found.stream()
                .filter(provider -> name.apply(provider).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(nobody(wanted)));
    }

    /** Returns the names that are answered to, sorted. */
    public List<String> names() {
        return List.copyOf(new TreeSet<>(found.stream().map(name).toList()));
    }

    @Override
    public String toString() {
        return kind + names();
    }

    private String nobody(String wanted) {
        List<String> nearest = EditDistance.nearest(wanted, names());
        String text = "No " + kind + " is called \"" + wanted + "\"; found " + names()
                + (nearest.isEmpty()
                        ? ". Add the dependency micro-" + kind + "-" + wanted + "."
                        : ". Did you mean " + nearest.get(0) + "? Or add the dependency that brings it.");
        return broken.isEmpty() ? text : text + " Could not be loaded: " + broken;
    }
}
