package io.micro4j.selector;

import com.google.auto.service.AutoService;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A {@link Selector} that takes the nodes of a service in turn, across all calls; the first turn begins anywhere. */
public final class RoundRobinSelector implements Selector {
    private final Candidates candidates;
    private final IntUnaryOperator random;
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    /** Makes a selector over {@code registry}, which stays its owner's to close. */
    public RoundRobinSelector(Registry registry) {
        this(registry, SelectorOptions.DEFAULT, System::nanoTime, RandomSelector.Randomness.STANDARD);
    }

    /**
     * Makes a selector over {@code registry}, which stays its owner's to close.
     *
     * @param clock counts nanoseconds
     * @param random returns a number from 0 to below its argument; asked by many threads
     */
    public RoundRobinSelector(Registry registry, SelectorOptions options, LongSupplier clock, IntUnaryOperator random) {
        this.candidates = new Candidates(registry, options, clock, random);
        this.random = random;
    }

    @Override
    public String name() {
        return "round-robin";
    }

    @Override
    public Next select(String service) {
        return inTurn(service, candidates.of(service));
    }

    @Override
    public boolean isReady(String service) {
        return candidates.areKnown(service);
    }

    @Override
    public Next select(String service, List<Node> nodes) {
        return inTurn(service, candidates.of(service, nodes));
    }

    @Override
    public void mark(String service, Node node, @Nullable Throwable failure) {
        candidates.mark(service, node, failure);
    }

    @Override
    public void reset(String service) {
        candidates.reset(service);
    }

    @Override
    public void close() {
        candidates.close();
    }

    @Override
    public String toString() {
        return "RoundRobinSelector[" + candidates + "]";
    }

    private Next inTurn(String service, List<Node> nodes) {
        AtomicInteger turn = turns.get(service);
        if (turn == null) {
            // Clients that start together would otherwise all begin with the same node.
            turn = turns.computeIfAbsent(service, unused -> new AtomicInteger(random.applyAsInt(1 << 16)));
        }
        return new Turn(nodes, turn.getAndIncrement());
    }

    private static final class Turn implements Next {
        private final List<Node> nodes;
        private int at;

        Turn(List<Node> nodes, int at) {
            this.nodes = nodes;
            this.at = at;
        }

        @Override
        public Node next() {
            return nodes.get(Math.floorMod(at++, nodes.size()));
        }
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
        public Selector open(Registry registry) {
            return new RoundRobinSelector(registry);
        }
    }
}
