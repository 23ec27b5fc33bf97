package io.micro4j.testkit.faults;

import static java.util.Objects.requireNonNull;

import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.client.ClientOptions;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.server.Handler;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Starts services before each test, in memory and in this process, and stops them after it:
 *
 * <pre>{@code
 * @RegisterExtension
 * final MicroExtension micro = MicroExtension.create()
 *         .options(ClientOptions.DEFAULT.withRetries(10)) // of a hundred calls, one is refused four times in a row
 *         .service("greeter", GreeterHandler.of(new Polite()));
 *
 * @Test
 * void greets() {
 *     micro.set(Faults.NONE.withRefused(0.3));
 *     Greeter greeter = GreeterClient.of(micro.client(), "greeter");
 *     assertThat(greeter.hello(ada).getMessage()).isEqualTo("Hello Ada");
 * }
 * }</pre>
 *
 * <p>Faults and the choice of nodes come from a seed. A test that fails names it, and {@code -Dmicro.test.seed=…} uses it again. What is remembered of
 * nodes that fail, and how long a registered node stays, goes by {@link #clock}; deadlines and delays go by the real one. For one test at a time.
 */
public final class MicroExtension implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {
    private static final String SEED = "micro.test.seed";
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private record Declared(String name, List<Handler> handlers) {}

    private final List<Declared> services = new ArrayList<>();
    private final long seed;
    private ClientOptions options = ClientOptions.DEFAULT;
    private @Nullable Running running;

    private MicroExtension(long seed) {
        this.seed = seed;
    }

    /** Returns one without services, with the seed of {@code -Dmicro.test.seed}, or any. */
    public static MicroExtension create() {
        Long said = Long.getLong(SEED);
        if (said == null && System.getProperty(SEED) != null) {
            throw new IllegalArgumentException("-D" + SEED + "=" + System.getProperty(SEED) + " is no whole number");
        }
        return new MicroExtension(said == null ? new Random().nextLong() : said);
    }

    /** Adds a node of the service {@code name}; one service may have many. */
    public MicroExtension service(String name, Handler... handlers) {
        services.add(new Declared(requireNonNull(name, "name"), List.of(handlers)));
        return this;
    }

    /** Sets how the client behaves. */
    public MicroExtension options(ClientOptions options) {
        this.options = requireNonNull(options, "options");
        return this;
    }

    /** Returns the client of the test that is running. */
    public Client client() {
        return running().client();
    }

    /** Returns the nodes, in the order of {@link #service}. */
    public List<Server> servers() {
        return running().servers();
    }

    /** Returns the registry that all of them use. */
    public MemoryRegistry registry() {
        return running().registry();
    }

    /** Returns the clock of the selector and the registry. */
    public FakeClock clock() {
        return running().clock();
    }

    /** Changes what goes wrong with calls of {@link #client} that begin from now on; at the start of a test nothing does. */
    public void set(Faults faults) {
        running().faulty().set(faults);
    }

    /** Returns what faults come from. */
    public long seed() {
        return seed;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        running = Running.start(services, options, seed);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        failure.addSuppressed(
                new Replay("This run had the seed " + seed + "; -D" + SEED + "=" + seed + " runs it again"));
        throw failure;
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("No test is running: ask in a test, or in what runs before each");
        }
        return running;
    }

    /** Not a failure: how to see it again. */
    private static final class Replay extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Replay(String message) {
            super(message, null, false, false);
        }
    }

    private record Running(
            FakeClock clock,
            MemoryRegistry registry,
            Transport transport,
            FaultyTransport faulty,
            List<Server> servers,
            Client client) {
        static Running start(List<Declared> services, ClientOptions options, long seed) {
            FakeClock clock = new FakeClock();
            MemoryRegistry registry = new MemoryRegistry(clock);
            MemoryNetwork network = new MemoryNetwork();
            Transport transport = network.open(TransportOptions.DEFAULT);
            FaultyTransport faulty = new FaultyTransport(network.open(TransportOptions.DEFAULT), seed);
            Random random = new Random(seed);
            Client client = ClientBuilder.of(
                            faulty,
                            new RandomSelector(registry, SelectorOptions.DEFAULT, clock, bound -> next(random, bound)))
                    .options(options)
                    .build();
            List<Server> servers = services.stream()
                    .map(service -> server(service, transport, registry))
                    .toList();
            servers.forEach(Server::start);
            return new Running(clock, registry, transport, faulty, servers, client);
        }

        private static Server server(Declared service, Transport transport, MemoryRegistry registry) {
            ServerOptions options = ServerOptions.of(service.name()).toBuilder()
                    .address(":0")
                    .registerTtl(FOR_EVER)
                    .drainTime(Duration.ZERO)
                    .build();
            Server server = Server.create(options, transport, registry, Codecs.load());
            service.handlers().forEach(server::handle);
            return server;
        }

        private static int next(Random random, int bound) {
            synchronized (random) {
                return random.nextInt(bound);
            }
        }

        void close() {
            client.close();
            servers.forEach(Server::close);
            faulty.close();
            transport.close();
            registry.close();
        }
    }
}
