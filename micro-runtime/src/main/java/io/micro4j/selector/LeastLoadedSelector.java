package io.micro4j.selector;

import com.google.auto.service.AutoService;
import io.micro4j.registry.Registry;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/** A {@link Selector} that takes, of two nodes at random, the one that would answer sooner: by its calls in flight and how long the latest took. */
public final class LeastLoadedSelector extends RegistrySelector {
    /** Makes a selector over {@code registry}, which stays its owner's to close. */
    public LeastLoadedSelector(Registry registry) {
        this(registry, SelectorOptions.DEFAULT);
    }

    /** As {@link #LeastLoadedSelector(Registry)}, with options. */
    public LeastLoadedSelector(Registry registry, SelectorOptions options) {
        this(registry, options, Sources.STANDARD);
    }

    /**
     * Makes a selector over {@code registry}, which stays its owner's to close.
     *
     * @param clock counts nanoseconds
     * @param random returns a number from 0 to below its argument; asked by many threads
     */
    public LeastLoadedSelector(
            Registry registry, SelectorOptions options, LongSupplier clock, IntUnaryOperator random) {
        this(registry, options, new Sources(clock, random));
    }

    private LeastLoadedSelector(Registry registry, SelectorOptions options, Sources sources) {
        super(registry, options, sources, Choice::leastLoaded);
    }

    @Override
    public String name() {
        return "least-loaded";
    }

    /** Answers to the name {@code least-loaded}. */
    @AutoService(SelectorProvider.class)
    public static final class Provider implements SelectorProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return "least-loaded";
        }

        @Override
        public Selector open(Registry registry, SelectorOptions options) {
            return new LeastLoadedSelector(registry, options);
        }
    }
}
