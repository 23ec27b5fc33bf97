package io.micro4j.testkit.service;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.Registry;
import io.micro4j.registry.mdns.MdnsOptions;
import io.micro4j.registry.mdns.MdnsRegistry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.LeastLoadedSelector;
import io.micro4j.selector.Selector;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.TransportProvider;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each of three nodes is replaced five times under 300 calls a second: no call fails. The addresses of the memory transport are no addresses of a
 * network, which mDNS could carry.
 */
@Tag("slow")
final class RollingRestartTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("test.Rolled", "Echo", TEXT, TEXT);
    private static final int NODES = 3;
    private static final int ROUNDS = 5;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    /** A call that was made, and how long it took once it is over. */
    private record Made(CompletableFuture<Long> nanos) {}

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"memory, memory", "http, memory", "http, mdns", "grpc, memory", "grpc, mdns", "tcp, memory", "tcp, mdns"
    })
    void losesNoCall(String transportName, String registryName) throws Exception {
        Queue<Made> calls = new ConcurrentLinkedQueue<>();
        try (Transport transport = transport(transportName);
                Registry registry = registry(registryName)) {
            Deque<Server> nodes = new ArrayDeque<>();
            for (int i = 0; i < NODES; i++) {
                nodes.add(start(transport, registry));
            }
            Selector selector = new LeastLoadedSelector(registry);
            try (Client client = ClientBuilder.of(transport, selector)
                    .owns(selector)
                    .codecs(Codecs.load())
                    .build()) {
                await("the first reply")
                        .ignoreExceptions()
                        .until(() -> call(client).nanos().get(1, SECONDS) > 0);
                ScheduledFuture<?> load =
                        timer.scheduleAtFixedRate(() -> calls.add(call(client)), 0, 1_000_000 / 300, MICROSECONDS);
                for (int i = 0; i < NODES * ROUNDS; i++) {
                    nodes.add(start(transport, registry));
                    awaitCalls(calls, 150);
                    nodes.remove().stop();
                    awaitCalls(calls, 150);
                }
                load.cancel(false);
                long[] nanos = new long[calls.size()];
                int i = 0;
                for (Made made : calls) {
                    nanos[i++] = made.nanos().get(10, SECONDS);
                }
                report(transportName + ", " + registryName, nanos);
            }
            nodes.forEach(Server::close);
        } finally {
            timer.shutdownNow();
        }
        assertThat(calls).hasSizeGreaterThan(NODES * ROUNDS * 300);
    }

    /** A deploy gives caches and callers half a second between its steps. */
    private static void awaitCalls(Queue<Made> calls, int more) {
        int before = calls.size();
        await("further calls").atMost(Duration.ofSeconds(30)).until(() -> calls.size() >= before + more);
    }

    private static void report(String name, long[] nanos) {
        Arrays.sort(nanos);
        System.getLogger(RollingRestartTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0}: {1} calls, none failed, p50 {2} us, p99 {3} us, longest {4} us",
                        name,
                        nanos.length,
                        nanos[nanos.length / 2] / 1_000,
                        nanos[nanos.length * 99 / 100] / 1_000,
                        nanos[nanos.length - 1] / 1_000);
    }

    private static Made call(Client client) {
        long start = System.nanoTime();
        return new Made(client.caller("rolled")
                .async()
                .unary(ECHO, StringValue.of("hello"))
                .thenApply(reply -> System.nanoTime() - start));
    }

    private static Server start(Transport transport, Registry registry) {
        ServerOptions options =
                ServerOptions.of("rolled").toBuilder().address("127.0.0.1:0").build();
        Server server = Server.create(options, transport, registry, Codecs.load())
                .handle(routes -> routes.unary(ECHO, text -> text));
        server.start();
        return server;
    }

    private static Transport transport(String name) {
        return ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow()
                .open(TransportOptions.DEFAULT);
    }

    private static Registry registry(String name) throws IOException {
        if (name.equals("memory")) {
            return new MemoryRegistry();
        }
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return new MdnsRegistry(MdnsOptions.DEFAULT.withInterfaces("lo").withPort(free.getLocalPort()));
        }
    }
}
