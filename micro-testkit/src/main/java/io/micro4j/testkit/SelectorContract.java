package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.Next;
import io.micro4j.selector.Outcome;
import io.micro4j.selector.Selector;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Selector} that chooses among the nodes of a registry must do. A plugin's test extends this and says how to open one. */
public abstract class SelectorContract {
    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OFTEN = 200;

    private final MemoryRegistry registry = new MemoryRegistry();
    private Selector selector;

    /** For subclasses. */
    protected SelectorContract() {}

    /** Opens a selector over {@code registry}. The contract closes it. */
    protected abstract Selector open(MemoryRegistry registry);

    @BeforeEach
    final void openSelector() {
        selector = open(registry);
    }

    @AfterEach
    final void closeSelector() {
        selector.close();
        registry.close();
    }

    @Test
    void hasTheNameOfItsProvider() {
        assertThat(selector.name()).matches("[a-z0-9-]+");
    }

    @Test
    void givesTheNodeThatIsThere() {
        registry.register(ServiceEntry.of("greeter", node(1)), TTL);

        assertThat(selector.select("greeter").next()).isEqualTo(node(1));
    }

    @Test
    void givesEachNodeBeforeItBeginsAgain() {
        registry.register(ServiceEntry.of("greeter", node(1), node(2), node(3)), TTL);

        Next next = selector.select("greeter");

        assertThat(List.of(next.next(), next.next(), next.next())).containsExactlyInAnyOrder(node(1), node(2), node(3));
        assertThat(next.next()).isIn(node(1), node(2), node(3));
    }

    @Test
    void givesTheNodesOfEveryVersion() {
        registry.register(ServiceEntry.of("greeter", node(1)).withVersion("v1"), TTL);
        registry.register(ServiceEntry.of("greeter", node(2)).withVersion("v2"), TTL);

        assertThat(firstOfMany("greeter")).containsExactlyInAnyOrder(node(1), node(2));
    }

    @Test
    void spreadsCallsOverTheNodes() {
        registry.register(ServiceEntry.of("greeter", node(1), node(2), node(3)), TTL);

        assertThat(firstOfMany("greeter")).hasSize(3);
    }

    @Test
    void givesTheNodesThatTheCallerNames() {
        registry.register(ServiceEntry.of("greeter", node(1)), TTL);

        assertThat(selector.select("greeter", List.of(node(7))).next()).isEqualTo(node(7));
        assertThat(selector.select("unknown", List.of(node(8))).next()).isEqualTo(node(8));
    }

    @Test
    void seesANodeThatComes() {
        registry.register(ServiceEntry.of("greeter", node(1)), TTL);
        selector.select("greeter");

        registry.register(ServiceEntry.of("greeter", node(2)), TTL);

        await("the new node")
                .atMost(PATIENCE)
                .until(() -> firstOfMany("greeter").contains(node(2)));
    }

    @Test
    void seesThatANodeHasGone() {
        registry.register(ServiceEntry.of("greeter", node(1), node(2)), TTL);
        selector.select("greeter");

        registry.deregister(ServiceEntry.of("greeter", node(1)));

        await("the end of the old node")
                .atMost(PATIENCE)
                .until(() -> !firstOfMany("greeter").contains(node(1)));
    }

    @Test
    void leavesOutANodeThatFailed() {
        registry.register(ServiceEntry.of("greeter", node(1), node(2)), TTL);
        selector.select("greeter");

        selector.mark("greeter", node(1), Outcome.UNREACHED, 0);

        assertThat(firstOfMany("greeter")).containsExactly(node(2));
    }

    @Test
    void leavesOutAFailedNodeAmongThoseThatTheCallerNames() {
        selector.mark("greeter", node(1), Outcome.UNREACHED, 0);

        Set<Node> given = new HashSet<>();
        for (int i = 0; i < OFTEN; i++) {
            given.add(selector.select("greeter", List.of(node(1), node(2))).next());
        }
        assertThat(given).containsExactly(node(2));
    }

    @Test
    void takesBackANodeThatAnswers() {
        registry.register(ServiceEntry.of("greeter", node(1), node(2)), TTL);
        selector.select("greeter");
        selector.mark("greeter", node(1), Outcome.UNREACHED, 0);

        selector.mark("greeter", node(1), Outcome.ANSWERED, 1);

        assertThat(firstOfMany("greeter")).containsExactlyInAnyOrder(node(1), node(2));
    }

    @Test
    void forgetsFailuresWhenReset() {
        registry.register(ServiceEntry.of("greeter", node(1), node(2)), TTL);
        selector.select("greeter");
        selector.mark("greeter", node(1), Outcome.UNREACHED, 0);

        selector.reset("greeter");

        assertThat(firstOfMany("greeter")).containsExactlyInAnyOrder(node(1), node(2));
    }

    @Test
    void neverLeavesOutTheLastNode() {
        registry.register(ServiceEntry.of("greeter", node(1), node(2)), TTL);
        selector.select("greeter");

        selector.mark("greeter", node(1), Outcome.UNREACHED, 0);
        selector.mark("greeter", node(2), Outcome.UNREACHED, 0);

        assertThat(selector.select("greeter").next()).isEqualTo(node(2));
    }

    @Test
    void doesNotMixUpServices() {
        registry.register(ServiceEntry.of("greeter", node(1), node(2)), TTL);
        registry.register(ServiceEntry.of("account", node(1), node(2)), TTL);
        selector.select("greeter");

        selector.mark("greeter", node(1), Outcome.UNREACHED, 0);

        assertThat(firstOfMany("account")).containsExactlyInAnyOrder(node(1), node(2));
    }

    @Test
    void namesTheNearestServices() {
        registry.register(ServiceEntry.of("greeter", node(1)), TTL);
        registry.register(ServiceEntry.of("unrelated", node(2)), TTL);

        assertThatExceptionOfType(MicroException.class)
                .isThrownBy(() -> selector.select("greter"))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(404);
                    assertThat(failure.detail())
                            .contains("\"greter\"")
                            .contains("greeter")
                            .doesNotContain("unrelated");
                });
    }

    @Test
    void findsAServiceSoonAfterItWasLookedForInVain() {
        assertThatExceptionOfType(MicroException.class).isThrownBy(() -> selector.select("greeter"));

        registry.register(ServiceEntry.of("greeter", node(1)), TTL);

        await("the service that came late")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> selector.select("greeter").next().equals(node(1)));
    }

    @Test
    void leavesTheRegistryOpen() {
        registry.register(ServiceEntry.of("greeter", node(1)), TTL);
        selector.select("greeter");

        selector.close();

        assertThatCode(selector::close).doesNotThrowAnyException();
        assertThat(registry.find("greeter")).hasSize(1);
    }

    private Set<Node> firstOfMany(String service) {
        Set<Node> given = new HashSet<>();
        for (int i = 0; i < OFTEN; i++) {
            given.add(selector.select(service).next());
        }
        return given;
    }

    private static Node node(int number) {
        return new Node("node-" + number, "127.0.0.1:" + (8000 + number), Metadata.of(Node.PROTOCOL, "mucp"));
    }
}
