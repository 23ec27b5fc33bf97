package io.micro4j.server;

import static io.micro4j.server.ServerHarness.CHAT;
import static io.micro4j.server.ServerHarness.HELLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.broker.memory.MemoryBroker;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.EndpointEntry;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.Watch;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryNetwork;
import io.micro4j.transport.memory.MemoryTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RegistrationTest {
    private final MemoryTransport transport = new MemoryNetwork().open(TransportOptions.DEFAULT);
    private final FlakyRegistry registry = new FlakyRegistry();

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void registersOneNodeAsGoMicroExpectsIt() {
        try (Server server = server(options -> options.id("one"))) {
            server.handle(routes -> {
                routes.unary(HELLO, name -> name);
                routes.bidiStream(CHAT, names -> names);
            });
            server.start();

            ServiceEntry entry = registry.entry;
            assertThat(entry.name()).isEqualTo("greeter");
            assertThat(entry.version()).isEqualTo("latest");
            assertThat(entry.endpoints())
                    .extracting(EndpointEntry::name)
                    .containsExactly("Greeter.Chat", "Greeter.Hello");
            Node node = entry.nodes().get(0);
            assertThat(entry.nodes()).hasSize(1);
            assertThat(node.id()).isEqualTo("greeter-one");
            assertThat(node.address()).isEqualTo(server.address());
            assertThat(node.metadata().toMap())
                    .isEqualTo(Map.of(
                            "protocol", "mucp",
                            "transport", "memory",
                            "server", "mucp",
                            "registry", "flaky",
                            "broker", "memory",
                            "half-close", "true"));
        }
        assertThat(registry.entry).isNull();
    }

    @Test
    void startsWithoutItsRegistryAndRegistersWhenItIsThere() {
        registry.broken = true;
        try (Server server = server(options -> options.registerInterval(Duration.ofMillis(20)))) {
            server.start();
            assertThat(server.address()).isNotEmpty();
            assertThat(registry.entry).isNull();
            assertThat(server.isReady()).isFalse();

            registry.broken = false;

            Awaitility.await("registration").atMost(ServerHarness.PATIENCE).until(() -> registry.entry != null);
            Awaitility.await("readiness").atMost(ServerHarness.PATIENCE).until(server::isReady);
        }
    }

    @Test
    void renewsAndComesBackAfterAnOutage() {
        try (Server server = server(options -> options.registerInterval(Duration.ofMillis(20)))) {
            server.start();

            awaitRenewal();
            registry.broken = true;
            registry.entry = null;
            awaitRenewal();
            registry.broken = false;

            Awaitility.await("the return").atMost(ServerHarness.PATIENCE).until(() -> registry.entry != null);
        }
    }

    @Test
    void staysAwayWhileItIsDeregistered() {
        try (Server server = server(options -> options.registerInterval(Duration.ofMillis(20)))) {
            server.start();

            assertThat(server.isReady()).isTrue();
            server.deregister();
            assertThat(server.isReady()).isFalse();
            Awaitility.await("no renewal in many intervals")
                    .during(Duration.ofMillis(200))
                    .atMost(ServerHarness.PATIENCE)
                    .until(() -> registry.entry == null);
            server.register();

            assertThat(registry.entry).isNotNull();
        }
    }

    @Test
    void stopsAlthoughItsRegistryIsGone() {
        Server server = server(options -> options);
        server.start();
        registry.broken = true;

        server.stop();

        assertThatThrownBy(server::register).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesTheNextPortOfARangeThatIsFree() {
        try (Server first = server(options -> options.address("host:7000-7001"));
                Server second = server(options -> options.address("host:7000-7001"))) {
            first.start();
            second.start();

            assertThat(first.address()).isEqualTo("host:7000");
            assertThat(second.address()).isEqualTo("host:7001");
        }
        assertThatThrownBy(() -> BindAddress.parse("host:2-1"))
                .hasMessage("address is \"host:2-1\"; a range of ports goes up, to 65535 at most");
    }

    @Test
    void keepsNodeIdsWithinALabelOfMdns() {
        String id = "0f9c2f60-5a52-4a5e-9d2d-6d0a1a4c8d11";

        assertThat(NodeId.of("greeter", id)).isEqualTo("greeter-" + id);
        assertThat(NodeId.of("a".repeat(40), id)).hasSize(63).endsWith("-" + id.substring(0, 22));
        assertThat(NodeId.of("a".repeat(80), id)).hasSize(63).endsWith("-" + id.substring(0, 12));
        assertThat(NodeId.of("greeter", "b".repeat(90))).hasSize(63).startsWith("greeter-b");
    }

    private final MemoryBroker broker = new MemoryBroker();

    private Server server(java.util.function.UnaryOperator<ServerOptions.Builder> change) {
        ServerOptions options =
                change.apply(ServerOptions.of("greeter").toBuilder()).build();
        return Server.create(options, transport, registry, broker, Codecs.load());
    }

    private void awaitRenewal() {
        int before = registry.attempts.get();
        Awaitility.await("a renewal").atMost(ServerHarness.PATIENCE).until(() -> registry.attempts.get() > before);
    }

    /** Holds one entry, and fails while it is broken. */
    private static final class FlakyRegistry implements Registry {
        final AtomicInteger attempts = new AtomicInteger();
        volatile boolean broken;
        volatile ServiceEntry entry;

        @Override
        public String name() {
            return "flaky";
        }

        @Override
        public void register(ServiceEntry service, Duration ttl) {
            attempts.incrementAndGet();
            check();
            entry = service;
        }

        @Override
        public void deregister(ServiceEntry service) {
            check();
            entry = null;
        }

        @Override
        public List<ServiceEntry> find(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> list() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Watch watch(String name, Consumer<RegistryEvent> listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}

        private void check() {
            if (broken) {
                throw new RegistryException("it is broken", null);
            }
        }
    }
}
