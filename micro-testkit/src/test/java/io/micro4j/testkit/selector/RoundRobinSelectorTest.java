package io.micro4j.testkit.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.Metadata;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RoundRobinSelector;
import io.micro4j.selector.Selector;
import io.micro4j.testkit.SelectorContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundRobinSelectorTest extends SelectorContract {
    @Override
    protected Selector open(MemoryRegistry registry) {
        return new RoundRobinSelector(registry);
    }

    @Test
    void takesNodesInTurnAcrossCalls() {
        MemoryRegistry registry = new MemoryRegistry();
        registry.register(ServiceEntry.of("greeter", node("a"), node("b"), node("c")), Duration.ofMinutes(1));
        List<String> given = new ArrayList<>();

        try (Selector selector = open(registry)) {
            for (int i = 0; i < 6; i++) {
                given.add(selector.select("greeter").next().id());
            }
        }

        assertThat(String.join("", given)).isIn("abcabc", "bcabca", "cabcab");
    }

    private static Node node(String id) {
        return new Node(id, "127.0.0.1:8080", Metadata.EMPTY);
    }
}
