package io.micro4j.testkit.selector;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.Registry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.LeastLoadedSelector;
import io.micro4j.selector.RandomSelector;
import io.micro4j.selector.RoundRobinSelector;
import io.micro4j.selector.Selector;
import io.micro4j.server.Handler;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.stub.Routes;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Five real servers over http under 300 calls/s for some seconds: one answers only errors, one is ten times slower than the others, one accepts
 * calls and never answers.
 */
@Tag("slow")
final class IllNodesTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("test.Ill", "Echo", TEXT, TEXT);
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Map<String, Function<Registry, Selector>> SELECTORS = Map.of(
            "random",
            RandomSelector::new,
            "round-robin",
            RoundRobinSelector::new,
            "least-loaded",
            LeastLoadedSelector::new);

    /** Long beside what a busy machine adds to each call, so that ten times slower stays several times slower. */
    private static final int WELL_MILLIS = 50;

    private final Transport transport = HttpTransport.open(TransportOptions.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<IllNode> nodes = new ArrayList<>();

    enum Health {
        WELL,
        FAILING,
        SLOW,
        SILENT
    }

    /** A server that behaves as it is told, and counts. */
    private final class IllNode implements Handler {
        private final AtomicInteger calls = new AtomicInteger();
        private final Server server;
        private volatile Health health;

        IllNode(Health health) {
            this.health = health;
            ServerOptions options = ServerOptions.of("ill").toBuilder()
                    .address("127.0.0.1:0")
                    .drainTime(Duration.ofMillis(100))
                    .build();
            server = Server.create(options, transport, registry, Codecs.load()).handle(this);
            server.start();
        }

        @Override
        public void bind(Routes routes) {
            routes.async().unary(ECHO, this::echo);
        }

        private CompletableFuture<StringValue> echo(StringValue text) {
            calls.incrementAndGet();
            CompletableFuture<StringValue> reply = new CompletableFuture<>();
            return switch (health) {
                case WELL -> reply.completeOnTimeout(text, WELL_MILLIS, MILLISECONDS);
                case SLOW -> reply.completeOnTimeout(text, 10 * WELL_MILLIS, MILLISECONDS);
                case FAILING -> CompletableFuture.failedFuture(MicroException.of(500, "ill"));
                case SILENT -> reply.completeOnTimeout(text, 10, SECONDS);
            };
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.server.close());
        transport.close();
        registry.close();
        timer.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "round-robin", "least-loaded"})
    void getNextToNoCallsAfterThreeSecondsAndComeBackWhenTheyHeal(String name) throws Exception {
        for (Health health : List.of(Health.WELL, Health.WELL, Health.FAILING, Health.SLOW, Health.SILENT)) {
            nodes.add(new IllNode(health));
        }
        Selector selector = SELECTORS.get(name).apply(registry);
        try (Client client = ClientBuilder.of(transport, selector)
                .owns(selector)
                .codecs(Codecs.load())
                .build()) {
            shares(client, 3);

            Map<Health, Double> ill = shares(client, 5);
            assertThat(ill.get(Health.FAILING)).as("failing").isLessThan(0.02);
            assertThat(ill.get(Health.SLOW)).as("slow").isLessThan(0.02);
            assertThat(ill.get(Health.SILENT)).as("silent").isLessThan(0.02);

            nodes.forEach(node -> node.health = Health.WELL);
            shares(client, 35);
            shares(client, 3);
            assertThat(nodes)
                    .allSatisfy(node -> assertThat(node.calls.get()).isGreaterThan(90)); // of 900; a fifth is 180
        }
    }

    /** Makes 300 calls a second, and returns which part of them the nodes of each health got. The counters begin anew. */
    private Map<Health, Double> shares(Client client, int seconds) throws InterruptedException {
        nodes.forEach(node -> node.calls.set(0));
        int all = seconds * 300;
        Queue<CompletableFuture<StringValue>> calls = new ConcurrentLinkedQueue<>();
        CountDownLatch made = new CountDownLatch(all);
        ScheduledFuture<?> ticking = timer.scheduleAtFixedRate(
                () -> {
                    if (made.getCount() > 0) {
                        calls.add(call(client));
                        made.countDown();
                    }
                },
                0,
                1_000_000 / 300,
                MICROSECONDS);
        assertThat(made.await(seconds + 30L, SECONDS)).isTrue();
        ticking.cancel(false);
        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(call.handle((reply, failure) -> "over")).succeedsWithin(DEADLINE.multipliedBy(2)));
        Map<Health, Double> shares = new HashMap<>();
        nodes.forEach(node -> shares.merge(node.health, (double) node.calls.get() / all, Double::sum));
        return shares;
    }

    private static CompletableFuture<StringValue> call(Client client) {
        CallOptions options = CallOptions.DEFAULT.withTimeout(DEADLINE);
        return client.caller("ill").with(options).async().unary(ECHO, StringValue.of("hello"));
    }
}
