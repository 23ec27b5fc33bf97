package io.micro4j.testkit;

import static io.micro4j.registry.RegistryEvent.Action.DELETE;
import static io.micro4j.registry.RegistryEvent.Action.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.Metadata;
import io.micro4j.registry.EndpointEntry;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.ValueEntry;
import io.micro4j.registry.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Registry} must do. A plugin's test extends this and says how to open one. */
public abstract class RegistryContract {
    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Registry> opened = new ArrayList<>();
    private Registry registry;

    /** For subclasses. */
    protected RegistryContract() {}

    /**
     * Opens a registry. All that one test opens know the same nodes, as two processes would, and none that another test left; it may be one
     * instance, if only one can be. The contract closes them.
     */
    protected abstract Registry open();

    /** Returns the shortest time to live that the registry takes; nodes may stay for some seconds more. */
    protected Duration shortestTtl() {
        return Duration.ofSeconds(1);
    }

    @BeforeEach
    final void openRegistry() {
        registry = another();
    }

    @AfterEach
    final void closeRegistries() {
        opened.forEach(Registry::close);
    }

    @Test
    void hasTheNameOfItsProvider() {
        assertThat(registry.name()).matches("[a-z0-9-]+");
    }

    @Test
    void findsWhatWasRegistered() {
        ServiceEntry greeter = greeter("v1", node("greeter-1", 8080));

        registry.register(greeter, TTL);

        assertThat(registry.find("greeter")).containsExactly(greeter);
    }

    @Test
    void findsNothingUnderAnotherName() {
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);

        assertThat(registry.find("greete")).isEmpty();
        assertThat(registry.find("greeter.greeter")).isEmpty();
    }

    @Test
    void findsWhatAnotherProcessRegistered() {
        ServiceEntry greeter = greeter("v1", node("greeter-1", 8080));
        Registry other = another();

        registry.register(greeter, TTL);

        assertThat(other.find("greeter")).containsExactly(greeter);
    }

    @Test
    void findsServicesOfEveryKindOfName() {
        for (String name : List.of("go.micro.srv.greeter", "Greeter", "greeter-2_b", "micro")) {
            ServiceEntry service = ServiceEntry.of(name, node("node-1", 8080));

            registry.register(service, TTL);

            assertThat(registry.find(name)).as(name).containsExactly(service);
        }
    }

    @Test
    void findsMetadataOfEveryKind() {
        Metadata metadata = Metadata.of("empty", "")
                .with("unicode", "Grüße, 世界 \uD83D\uDE00")
                .with("quotes", "\"\\\n<&>'");
        ServiceEntry greeter = ServiceEntry.of("greeter", new Node("greeter-1", "127.0.0.1:8080", metadata));

        registry.register(greeter, TTL);

        assertThat(registry.find("greeter")).containsExactly(greeter);
    }

    @Test
    void findsNodesAtIpv6Addresses() {
        ServiceEntry greeter = ServiceEntry.of("greeter", new Node("greeter-1", "[::1]:8080", Metadata.EMPTY));

        registry.register(greeter, TTL);

        assertThat(registry.find("greeter")).containsExactly(greeter);
    }

    @Test
    void findsEveryNodeOfAVersion() throws Throwable {
        registry.register(greeter("v1", node("greeter-1", 8080), node("greeter-2", 8081)), TTL);
        another().register(greeter("v1", node("greeter-3", 8082)), TTL);

        awaitAll(() -> {
            List<ServiceEntry> found = registry.find("greeter");
            assertThat(found).hasSize(1);
            assertThat(found.get(0).nodes())
                    .containsExactlyInAnyOrder(
                            node("greeter-1", 8080), node("greeter-2", 8081), node("greeter-3", 8082));
        });
    }

    @Test
    void findsOneEntryAVersion() throws Throwable {
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);
        registry.register(greeter("v2", node("greeter-2", 8081)), TTL);

        awaitAll(() -> assertThat(registry.find("greeter"))
                .containsExactlyInAnyOrder(
                        greeter("v1", node("greeter-1", 8080)), greeter("v2", node("greeter-2", 8081))));
    }

    @Test
    void listsEachNameOnce() throws Throwable {
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);
        registry.register(greeter("v2", node("greeter-2", 8081)), TTL);
        another().register(ServiceEntry.of("account", node("account-1", 8082)), TTL);

        awaitAll(() -> assertThat(registry.list()).containsExactly("account", "greeter"));
    }

    @Test
    void listsNothingWhereNothingIs() {
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void forgetsWhatWasDeregistered() {
        Registry other = another();
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);

        registry.deregister(greeter("v1", node("greeter-1", 8080)));

        assertThat(registry.find("greeter")).isEmpty();
        assertThat(other.find("greeter")).isEmpty();
        assertThat(other.list()).isEmpty();
    }

    @Test
    void deregistersANodeThatIsOnlyNamed() {
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);
        Node named = new Node("greeter-1", "127.0.0.1:8080", Metadata.EMPTY);

        registry.deregister(ServiceEntry.of("greeter", named).withVersion("v1"));

        assertThat(registry.find("greeter")).isEmpty();
    }

    @Test
    void keepsTheOtherNodes() {
        registry.register(greeter("v1", node("greeter-1", 8080), node("greeter-2", 8081)), TTL);

        registry.deregister(greeter("v1", node("greeter-1", 8080)));

        assertThat(registry.find("greeter")).containsExactly(greeter("v1", node("greeter-2", 8081)));
    }

    @Test
    void deregistersWhatIsNotThere() {
        assertThatCode(() -> registry.deregister(greeter("v1", node("greeter-1", 8080))))
                .doesNotThrowAnyException();
    }

    @Test
    void renewsInPlace() {
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);

        registry.register(greeter("v1", node("greeter-1", 9090)), TTL);

        assertThat(registry.find("greeter")).containsExactly(greeter("v1", node("greeter-1", 9090)));
    }

    @Test
    void registersForEver() {
        registry.register(greeter("v1", node("greeter-1", 8080)), Duration.ZERO);

        assertThat(registry.find("greeter")).containsExactly(greeter("v1", node("greeter-1", 8080)));
    }

    @Test
    void forgetsWhatIsNotRenewed() {
        Registry other = another();
        registry.register(greeter("v1", node("greeter-1", 8080), node("greeter-2", 8081)), shortestTtl());

        await("the node's time to live").atMost(shortestTtl().plus(PATIENCE)).untilAsserted(() -> {
            registry.register(greeter("v1", node("greeter-2", 8081)), TTL);
            assertThat(other.find("greeter")).containsExactly(greeter("v1", node("greeter-2", 8081)));
        });
    }

    @Test
    void tellsOfANodeThatComesAndGoes() {
        Queue<RegistryEvent> events = new ConcurrentLinkedQueue<>();
        another().watch("greeter", events::add);

        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);
        awaitEvent(events, PUT, "greeter-1");
        registry.deregister(greeter("v1", node("greeter-1", 8080)));
        awaitEvent(events, DELETE, "greeter-1");

        assertThat(events).allSatisfy(event -> {
            assertThat(event.service().name()).isEqualTo("greeter");
            assertThat(event.service().version()).isEqualTo("v1");
        });
    }

    @Test
    void tellsWhatANodeSaysOfItself() {
        Queue<RegistryEvent> events = new ConcurrentLinkedQueue<>();
        another().watch("greeter", events::add);

        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);

        awaitEvent(events, PUT, "greeter-1");
        assertThat(events).first().isEqualTo(new RegistryEvent(PUT, greeter("v1", node("greeter-1", 8080))));
    }

    @Test
    void tellsOfANodeThatChanges() {
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);
        Queue<RegistryEvent> events = new ConcurrentLinkedQueue<>();
        another().watch("greeter", events::add);

        registry.register(greeter("v1", node("greeter-1", 9090)), TTL);

        await("the new address")
                .atMost(PATIENCE)
                .until(() -> events.contains(new RegistryEvent(PUT, greeter("v1", node("greeter-1", 9090)))));
    }

    @Test
    void tellsOnlyOfTheServiceThatIsWatched() {
        Queue<RegistryEvent> events = new ConcurrentLinkedQueue<>();
        another().watch("greeter", events::add);

        registry.register(ServiceEntry.of("account", node("account-1", 8082)), TTL);
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);

        awaitEvent(events, PUT, "greeter-1");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.service().name()).isEqualTo("greeter"));
    }

    @Test
    void tellsOfEveryService() {
        Queue<RegistryEvent> events = new ConcurrentLinkedQueue<>();
        another().watch("", events::add);

        registry.register(ServiceEntry.of("account", node("account-1", 8082)), TTL);
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);

        awaitEvent(events, PUT, "account-1");
        awaitEvent(events, PUT, "greeter-1");
    }

    @Test
    void tellsOneThingAtATimeElsewhere() {
        AtomicInteger at = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<String> told = ConcurrentHashMap.newKeySet();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        registry.watch("greeter", event -> {
            most.accumulateAndGet(at.incrementAndGet(), Math::max);
            threads.add(Thread.currentThread());
            event.service().nodes().forEach(node -> told.add(node.id()));
            at.decrementAndGet();
        });

        for (int i = 0; i < 5; i++) {
            registry.register(greeter("v1", node("greeter-" + i, 8080 + i)), TTL);
        }

        await("five nodes").atMost(PATIENCE).until(() -> told.size() == 5);
        assertThat(most).hasValue(1);
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void tellsNothingToAWatchThatIsClosed() {
        Queue<RegistryEvent> closed = new ConcurrentLinkedQueue<>();
        Queue<RegistryEvent> events = new ConcurrentLinkedQueue<>();
        Registry other = another();
        Watch watch = other.watch("greeter", closed::add);
        other.watch("greeter", events::add);

        watch.close();
        watch.close();
        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);

        awaitEvent(events, PUT, "greeter-1");
        assertThat(closed).isEmpty();
    }

    @Test
    void goesOnWhenAListenerFails() {
        Queue<RegistryEvent> events = new ConcurrentLinkedQueue<>();
        Registry other = another();
        other.watch("greeter", event -> {
            events.add(event);
            throw new IllegalStateException("a listener that fails, on purpose");
        });

        registry.register(greeter("v1", node("greeter-1", 8080)), TTL);
        awaitEvent(events, PUT, "greeter-1");
        registry.deregister(greeter("v1", node("greeter-1", 8080)));

        awaitEvent(events, DELETE, "greeter-1");
    }

    @Test
    void servesManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Node node = node("greeter-" + i, 8080 + i);
            all.add(threads.submit(() -> {
                registry.register(greeter("v1", node), TTL);
                assertThat(registry.find("greeter")).isNotEmpty();
            }));
        }

        for (Future<?> one : all) {
            one.get();
        }

        threads.shutdown();
        await("all eight nodes")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(registry.find("greeter"))
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.nodes()).hasSize(8)));
    }

    @Test
    void closesTwice() {
        registry.close();

        assertThatCode(registry::close).doesNotThrowAnyException();
    }

    /** Opens one more registry; see {@link #open}. */
    protected final Registry another() {
        Registry another = open();
        opened.add(another);
        return another;
    }

    /** Returns whether several answer for themselves, so that one who asks may hear some in time, and the rest when it asks again. */
    protected boolean isAnsweredBySeveral() {
        return false;
    }

    private void awaitAll(ThrowingRunnable assertion) throws Throwable {
        if (isAnsweredBySeveral()) {
            await("all answers").atMost(PATIENCE).untilAsserted(assertion);
        } else {
            assertion.run();
        }
    }

    private static ServiceEntry greeter(String version, Node... nodes) {
        ValueEntry request =
                new ValueEntry("HelloRequest", "HelloRequest", List.of(new ValueEntry("name", "string", List.of())));
        ValueEntry reply =
                new ValueEntry("HelloReply", "HelloReply", List.of(new ValueEntry("message", "string", List.of())));
        List<EndpointEntry> endpoints = List.of(
                new EndpointEntry("Greeter.Hello", request, reply, Metadata.EMPTY),
                new EndpointEntry("Greeter.Watch", request, reply, Metadata.of("stream", "true")));
        return new ServiceEntry("greeter", version, Metadata.EMPTY, endpoints, List.of(nodes));
    }

    private static Node node(String id, int port) {
        return new Node(
                id, "127.0.0.1:" + port, Metadata.of(Node.PROTOCOL, "mucp").with("transport", "http"));
    }

    private static void awaitEvent(Queue<RegistryEvent> events, RegistryEvent.Action action, String node) {
        await(action + " of " + node)
                .atMost(PATIENCE)
                .until(() -> events.stream()
                        .filter(event -> event.action() == action)
                        .flatMap(event -> event.service().nodes().stream())
                        .anyMatch(told -> told.id().equals(node)));
    }
}
