package io.micro4j.selector;

import com.google.auto.service.AutoService;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A {@link Selector} that takes any node, each as likely as any other; a further try of the same call takes one of those not tried yet. */
public final class RandomSelector implements Selector {
    private final Candidates candidates;
    private final IntUnaryOperator random;

    /** Makes a selector over {@code registry}, which stays its owner's to close. */
    public RandomSelector(Registry registry) {
        this(registry, SelectorOptions.DEFAULT, System::nanoTime, Randomness.STANDARD);
    }

    /**
     * Makes a selector over {@code registry}, which stays its owner's to close.
     *
     * @param clock counts nanoseconds
     * @param random returns a number from 0 to below its argument; asked by many threads
     */
    public RandomSelector(Registry registry, SelectorOptions options, LongSupplier clock, IntUnaryOperator random) {
        this.candidates = new Candidates(registry, options, clock, random);
        this.random = random;
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public Next select(String service) {
        return among(candidates.of(service));
    }

    @Override
    public boolean isReady(String service) {
        return candidates.areKnown(service);
    }

    @Override
    public Next select(String service, List<Node> nodes) {
        return among(candidates.of(service, nodes));
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
        return "RandomSelector[" + candidates + "]";
    }

    private Next among(List<Node> nodes) {
        return new Shuffled(nodes, random);
    }

    /** Shuffles as it goes, and only when a second node is asked for: most calls need one. */
    private static final class Shuffled implements Next {
        private final List<Node> nodes;
        private final IntUnaryOperator random;
        private int given;
        private int first;
        private Node @Nullable [] order;

        Shuffled(List<Node> nodes, IntUnaryOperator random) {
            this.nodes = nodes;
            this.random = random;
        }

        @Override
        public Node next() {
            if (given == 0) {
                given = 1;
                first = random.applyAsInt(nodes.size());
                return nodes.get(first);
            }
            return another();
        }

        private Node another() {
            Node[] all = order;
            if (all == null) {
                all = nodes.toArray(new Node[0]);
                swap(all, 0, first);
                order = all;
            }
            int at = given++ % all.length;
            if (given <= all.length) {
                swap(all, at, at + random.applyAsInt(all.length - at));
            }
            return all[at];
        }

        private static void swap(Node[] nodes, int one, int other) {
            Node node = nodes[one];
            nodes[one] = nodes[other];
            nodes[other] = node;
        }
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
        public Selector open(Registry registry) {
            return new RandomSelector(registry);
        }
    }

    /** The randomness that every thread has of its own. */
    static final class Randomness {
        static final IntUnaryOperator STANDARD =
                bound -> ThreadLocalRandom.current().nextInt(bound);

        private Randomness() {}
    }
}
