package io.micro4j.selector;

import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Choosing one of three nodes of a service, and telling how its call went; all the services that there are, in turn. */
@State(Scope.Thread)
public class SelectBenchmark {
    /** Services in the registry. */
    @Param({"1", "1000"})
    public int services;

    private final MemoryRegistry registry = new MemoryRegistry();
    private final RandomSelector selector = new RandomSelector(registry);
    private String[] names = {};
    private int turn;

    /** Fills the registry, and has the selector look each service up. */
    @Setup
    public void register() {
        names = new String[services];
        for (int i = 0; i < services; i++) {
            names[i] = "service-" + i;
            for (int node = 1; node <= 3; node++) {
                registry.register(ServiceEntry.of(names[i], Node.of("127.0.0.1:" + (8_000 + node))), Duration.ZERO);
            }
            selector.select(names[i]).next();
        }
    }

    /** Chooses, and marks. */
    @Benchmark
    public Node select() {
        String service = names[turn++ % services];
        Node node = selector.select(service).next();
        selector.mark(service, node, Outcome.ANSWERED, 100_000);
        return node;
    }

    /** Ends the watch on the registry. */
    @TearDown
    public void close() {
        selector.close();
        registry.close();
    }
}
