package io.micro4j.selector;

import com.google.auto.service.AutoService;
import io.micro4j.registry.Registry;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/** A {@link Selector} that takes the nodes of a service in turn, across all calls; the first turn begins anywhere. */
public final class RoundRobinSelector extends RegistrySelector {
    /** Makes a selector over {@code registry}, which stays its owner's to close. */
    public RoundRobinSelector(Registry registry) {
        this(registry, SelectorOptions.DEFAULT);
    }

    /** As {@link #RoundRobinSelector(Registry)}, with options. */
    public RoundRobinSelector(Registry registry, SelectorOptions options) {
        this(registry, options, Sources.STANDARD);
    }

    /**
     * Makes a selector over {@code registry}, which stays its owner's to close.
     *
     * @param clock counts nanoseconds
     * @param random returns a number from 0 to below its argument; asked by many threads
     */
    public RoundRobinSelector(Registry registry, SelectorOptions options, LongSupplier clock, IntUnaryOperator random) {
        this(registry, options, new Sources(clock, random));
    }

    private RoundRobinSelector(Registry registry, SelectorOptions options, Sources sources) {
        super(registry, options, sources, () -> Choice.inTurn(sources.below(1 << 16)));
    }

    @Override
    public String name() {
        return "round-robin";
    }

    /** Answers to the name {@code round-robin}. */
    @AutoService(SelectorProvider.class)
    public static final class Provider implements SelectorProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return "round-robin";
        }

        @Override
        public Selector open(Registry registry, SelectorOptions options) {
            return new RoundRobinSelector(registry, options);
        }
    }
}
