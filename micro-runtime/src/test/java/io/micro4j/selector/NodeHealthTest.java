package io.micro4j.selector;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.Metadata;
import io.micro4j.call.Selection;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Five nodes under 300 calls/s in simulated time, some of them ill. */
final class NodeHealthTest {
    private static final Behaviour GOOD = new Behaviour(Outcome.ANSWERED, MILLISECONDS.toNanos(5));
    private static final Behaviour SLOW = new Behaviour(Outcome.ANSWERED, MILLISECONDS.toNanos(50));
    private static final Behaviour FAILING = new Behaviour(Outcome.FAILED, MILLISECONDS.toNanos(1));
    private static final Behaviour SILENT = new Behaviour(Outcome.FAILED, SECONDS.toNanos(1));
    private static final Behaviour DEAD = new Behaviour(Outcome.UNREACHED, 1);
    private static final long BETWEEN_CALLS = SECONDS.toNanos(1) / 300;

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Random random = new Random(7);
    private final PriorityQueue<Ending> endings = new PriorityQueue<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private long now = SECONDS.toNanos(100);

    private record Behaviour(Outcome outcome, long nanos) {}

    private record Ending(long at, Node node, Behaviour behaviour) implements Comparable<Ending> {
        @Override
        public int compareTo(Ending other) {
            return Long.compare(at, other.at);
        }
    }

    enum Kind {
        RANDOM,
        ROUND_ROBIN,
        LEAST_LOADED;

        Selector open(NodeHealthTest test) {
            Sources sources = new Sources(() -> test.now, bound -> test.random.nextInt(bound));
            return switch (this) {
                case RANDOM ->
                    new RandomSelector(test.registry, SelectorOptions.DEFAULT, sources.clock(), sources.random());
                case ROUND_ROBIN ->
                    new RoundRobinSelector(test.registry, SelectorOptions.DEFAULT, sources.clock(), sources.random());
                case LEAST_LOADED ->
                    new LeastLoadedSelector(test.registry, SelectorOptions.DEFAULT, sources.clock(), sources.random());
            };
        }
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void illNodesAreLeftAloneWithinThreeSecondsAndComeBackWhenTheyHeal(Kind kind) {
        register("good", "better", "failing", "slow", "silent");
        behave("failing", FAILING);
        behave("slow", SLOW);
        behave("silent", SILENT);

        try (Selector selector = kind.open(this)) {
            calls(selector, Duration.ofSeconds(3));
            Map<String, Double> shares = calls(selector, Duration.ofSeconds(10));

            assertThat(shares.getOrDefault("failing", 0.0)).isLessThan(0.02);
            assertThat(shares.getOrDefault("slow", 0.0)).isLessThan(0.02);
            assertThat(shares.getOrDefault("silent", 0.0)).isLessThan(0.02);

            behaviours.clear();
            calls(selector, Duration.ofSeconds(60));
            shares = calls(selector, Duration.ofSeconds(10));

            assertThat(shares.keySet()).containsExactlyInAnyOrder("good", "better", "failing", "slow", "silent");
            assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(0.12, 0.28));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noMoreThanHalfAreLeftOutForFailing(Kind kind) {
        register("one", "two", "three", "four", "five");
        behave("one", FAILING);
        behave("two", FAILING);
        behave("three", FAILING);

        try (Selector selector = kind.open(this)) {
            calls(selector, Duration.ofSeconds(3));
            Map<String, Double> shares = calls(selector, Duration.ofSeconds(1));

            assertThat(shares).hasSize(3).containsKeys("four", "five");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nobodyIsLeftOutWhereAllFail(Kind kind) {
        register("one", "two", "three");
        behave("one", FAILING);
        behave("two", FAILING);
        behave("three", FAILING);

        try (Selector selector = kind.open(this)) {
            calls(selector, Duration.ofSeconds(3));

            assertThat(calls(selector, Duration.ofSeconds(1))).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void allButOneMayBeLeftOutThatCannotBeReached(Kind kind) {
        register("one", "two", "three", "four");
        behave("one", DEAD);
        behave("two", DEAD);
        behave("three", DEAD);

        try (Selector selector = kind.open(this)) {
            calls(selector, Duration.ofSeconds(1));

            assertThat(calls(selector, Duration.ofSeconds(1))).containsOnlyKeys("four");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aNodeThatIsStillIllGetsOneCallAPause(Kind kind) {
        register("one", "two", "three");
        behave("one", FAILING);

        try (Selector selector = kind.open(this)) {
            calls(selector, Duration.ofSeconds(3));
            Map<String, Double> shares = calls(selector, Duration.ofSeconds(60));

            double calls = shares.getOrDefault("one", 0.0) * 60 * 300;
            assertThat(calls).isBetween(2.0, 6.0); // after 5, 10, 20, 40 s
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aNewNodeWarmsUp(Kind kind) {
        register("one", "two");
        try (Selector selector = kind.open(this)) {
            calls(selector, Duration.ofSeconds(3));

            register("new");
            await("the new node is seen")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> selector.select("greeter", Selection.ANY.withLabel("name", "new")) != null);
            double first = calls(selector, Duration.ofSeconds(1)).getOrDefault("new", 0.0);
            calls(selector, Duration.ofSeconds(9));
            double later = calls(selector, Duration.ofSeconds(3)).getOrDefault("new", 0.0);

            assertThat(first).isBetween(0.01, 0.15);
            assertThat(later).isBetween(0.25, 0.42);
        }
    }

    private void register(String... ids) {
        for (String id : ids) {
            Node node = new Node(id, id + ":1", Metadata.of("name", id));
            registry.register(ServiceEntry.of("greeter", node), Duration.ofMinutes(1));
        }
    }

    private void behave(String id, Behaviour behaviour) {
        behaviours.put(id, behaviour);
    }

    /** Makes calls for that long, and returns which part of them each node got. */
    private Map<String, Double> calls(Selector selector, Duration time) {
        Map<String, Double> shares = new HashMap<>();
        long until = now + time.toNanos();
        double share = (double) BETWEEN_CALLS / time.toNanos();
        for (; now < until; now += BETWEEN_CALLS) {
            while (!endings.isEmpty() && endings.peek().at() <= now) {
                Ending ending = endings.remove();
                selector.mark(
                        "greeter",
                        ending.node(),
                        ending.behaviour().outcome(),
                        ending.behaviour().nanos());
            }
            Node node = selector.select("greeter").next();
            Behaviour behaviour = behaviours.getOrDefault(node.id(), GOOD);
            endings.add(new Ending(now + behaviour.nanos(), node, behaviour));
            shares.merge(node.id(), share, Double::sum);
        }
        return shares;
    }
}
