package io.micro4j.testkit.selector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.micro4j.call.Metadata;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.LeastLoadedSelector;
import io.micro4j.selector.Outcome;
import io.micro4j.selector.RandomSelector;
import io.micro4j.selector.RoundRobinSelector;
import io.micro4j.selector.Selector;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a choice among 1,000 nodes costs. */
final class SelectCostTest {
    private static final int NODES = 1_000;
    private static final int CALLS = 200_000;
    /** What gives the node, and what it remembers of those tried. */
    private static final int BYTES = 64;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = {"random", "round-robin", "least-loaded"})
    void allocatesTheResultAndNothingElse(String name) {
        try (MemoryRegistry registry = new MemoryRegistry();
                Selector selector = open(name, registry)) {
            Node[] nodes = IntStream.range(0, NODES)
                    .mapToObj(i -> new Node("node-" + i, "127.0.0.1:" + (10_000 + i), Metadata.EMPTY))
                    .toArray(Node[]::new);
            registry.register(ServiceEntry.of("greeter", nodes), Duration.ofMinutes(1));
            choose(selector);

            long before = threads.getCurrentThreadAllocatedBytes();
            choose(selector);
            double bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;

            assertThat(bytes).isLessThanOrEqualTo(BYTES);
        }
    }

    private static void choose(Selector selector) {
        for (int i = 0; i < CALLS; i++) {
            Node node = selector.select("greeter").next();
            selector.mark("greeter", node, Outcome.ANSWERED, 1_000_000);
        }
    }

    private static Selector open(String name, MemoryRegistry registry) {
        return switch (name) {
            case "random" -> new RandomSelector(registry);
            case "round-robin" -> new RoundRobinSelector(registry);
            default -> new LeastLoadedSelector(registry);
        };
    }
}
