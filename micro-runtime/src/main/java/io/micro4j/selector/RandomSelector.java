package io.micro4j.selector;

import com.google.auto.service.AutoService;
import io.micro4j.registry.Registry;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/** A {@link Selector} that takes any node, each as likely as any other. */
public final class RandomSelector extends RegistrySelector {
    /** Makes a selector over {@code registry}, which stays its owner's to close. */
    public RandomSelector(Registry registry) {
        this(registry, SelectorOptions.DEFAULT);
    }

    /** As {@link #RandomSelector(Registry)}, with options. */
    public RandomSelector(Registry registry, SelectorOptions options) {
        this(registry, options, Sources.STANDARD);
    }

    /**
     * Makes a selector over {@code registry}, which stays its owner's to close.
     *
     * @param clock counts nanoseconds
     * @param random returns a number from 0 to below its argument; asked by many threads
     */
    public RandomSelector(Registry registry, SelectorOptions options, LongSupplier clock, IntUnaryOperator random) {
        this(registry, options, new Sources(clock, random));
    }

    private RandomSelector(Registry registry, SelectorOptions options, Sources sources) {
        super(registry, options, sources, Choice::random);
    }

    @Override
    public String name() {
        return "random";
    }

    /** Answers to the name {@code random}. */
    @AutoService(SelectorProvider.class)
    public static final class Provider implements SelectorProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return "random";
        }

        @Override
        public Selector open(Registry registry, SelectorOptions options) {
            return new RandomSelector(registry, options);
        }
    }
}
