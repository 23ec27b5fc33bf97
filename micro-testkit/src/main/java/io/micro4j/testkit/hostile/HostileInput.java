package io.micro4j.testkit.hostile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.micro4j.call.Endpoint;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.stub.Routes;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Puts a transport's server through cases of hostile input, one after the other on one server. During each, another client's calls are answered and
 * memory stays bounded; after it, memory, threads and file descriptors are what they were.
 *
 * <p>The server answers to {@link #ECHO}, and to {@link #LARGE} with {@value #LARGE_REPLY} characters; both take and give any JSON object. It waits
 * {@link #PATIENCE} for a head, for a byte of a body and for a client that does not read, and takes {@value #LARGEST} bytes a message.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HostileInput {
    /** Threads of handlers stay for a while, and would look like those of connections that are kept. */
    private static final int HANDLERS = 8;

    /** How long the server waits for what a client owes it. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The largest message that the server takes, in bytes: the default. */
    public static final int LARGEST = 4 * 1024 * 1024;

    /** How long a reply of {@link #LARGE} is, in characters. */
    public static final int LARGE_REPLY = 1024 * 1024;

    private static final ProtoType<Struct> OBJECT = ProtoType.of(Struct.getDefaultInstance());

    /** Gives back what it gets. */
    protected static final Endpoint<Struct, Struct> ECHO = Endpoint.unary("hostile.Hostile", "Echo", OBJECT, OBJECT);

    /** Gives much, whatever it gets. */
    protected static final Endpoint<Struct, Struct> LARGE = Endpoint.unary("hostile.Hostile", "Large", OBJECT, OBJECT);

    private static final Struct QUESTION = text("are you still there?");
    private static final Struct MUCH = text("x".repeat(LARGE_REPLY));

    private final MemoryRegistry registry = new MemoryRegistry();
    private @Nullable Transport transport;
    private @Nullable Server server;
    private @Nullable Client client;
    private @Nullable Footprint before;

    /** For implementations. */
    protected HostileInput() {}

    /** Opens the transport, whose server speaks the wire that the cases attack. */
    protected abstract Transport open(TransportOptions options);

    /** Returns the cases, each of another name. */
    protected abstract Stream<HostileCase> cases();

    /** Returns how many bytes the transport holds outside of the heap; 0 if it does not know. */
    protected long directMemory() {
        return 0;
    }

    @BeforeAll
    final void start() {
        TransportOptions limits = TransportOptions.DEFAULT.toBuilder()
                .headTimeout(PATIENCE)
                .bodyTimeout(PATIENCE)
                .writeTimeout(PATIENCE)
                .build();
        transport = open(limits);
        ServerOptions options = ServerOptions.of("hostile").toBuilder()
                .address("127.0.0.1:0")
                .handlerThreads(HANDLERS)
                .drainTime(Duration.ZERO)
                .build();
        server = Server.create(options, transport, registry, Codecs.load()).handle(HostileInput::bind);
        server.start();
        client = ClientBuilder.of(transport, new RandomSelector(registry)).build();
        for (int i = 0; i < 100; i++) {
            assertServes();
        }
        before = Footprint.now(directMemory());
    }

    @AfterAll
    final void stop() {
        requireNonNull(client).close();
        requireNonNull(server).close();
        requireNonNull(transport).close();
        registry.close();
    }

    @TestFactory
    final Stream<DynamicTest> servesAndIsBoundedAfter() {
        return cases().filter(one -> !one.slow()).map(this::test);
    }

    @TestFactory
    @Tag("slow")
    final Stream<DynamicTest> servesAndIsBoundedAfterLong() {
        return cases().filter(HostileCase::slow).map(this::test);
    }

    private DynamicTest test(HostileCase one) {
        return DynamicTest.dynamicTest(one.name(), () -> {
            long start = System.nanoTime();
            try (Bystander bystander = new Bystander(this::assertServes);
                    Meanwhile meanwhile = new Meanwhile(requireNonNull(before), this::directMemory)) {
                one.attack().on(requireNonNull(server).address());
                bystander.assertUnharmed();
                meanwhile.assertBounded();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("time that it took")
                    .isLessThan(one.within());
            assertServes();
            await().atMost(Duration.ofSeconds(15))
                    .pollDelay(Duration.ZERO)
                    .untilAsserted(() -> Footprint.now(directMemory()).assertBounded(requireNonNull(before)));
        });
    }

    private void assertServes() {
        Struct answer = requireNonNull(client).caller("hostile").unary(ECHO, QUESTION);
        assertThat(answer).isEqualTo(QUESTION);
    }

    private static void bind(Routes routes) {
        routes.unary(ECHO, request -> request);
        routes.unary(LARGE, request -> MUCH);
    }

    private static Struct text(String text) {
        return Struct.newBuilder()
                .putFields("text", Value.newBuilder().setStringValue(text).build())
                .build();
    }
}
