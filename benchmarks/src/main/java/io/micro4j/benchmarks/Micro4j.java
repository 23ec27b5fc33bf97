package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoClient;
import io.micro4j.benchmarks.echo.EchoEndpoints;
import io.micro4j.benchmarks.echo.EchoHandler;
import io.micro4j.call.Metadata;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.client.ClientOptions;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.server.Handler;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;
import io.micro4j.transport.http.HttpTransport;
import io.micro4j.transport.memory.MemoryNetwork;
import io.micro4j.transport.tcp.TcpTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * This project: generated stub and handler, selector, deadline, metadata, as a user gets them; only the registry knows one node from the start.
 *
 * @param wire the name of its transport
 * @param transport opens one
 * @param inline whether handlers and callbacks run on the I/O threads
 * @param services how many the registry knows and the client calls, all at the same address
 * @param go whose server is called in place of its own, which its client must know, as go-micro's loses calls that are not numbered; or null
 */
record Micro4j(
        String wire,
        Supplier<Transport> transport,
        boolean inline,
        int services,
        @Nullable Contender go) implements Peer {
    private static final String SERVICE = "echo";

    /** As long as the peers wait, so that 64 MiB on a slow machine are a figure too. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final TransportOptions OPTIONS = TransportOptions.DEFAULT.toBuilder()
            .maxMessageBytes(Echoes.MAX_MESSAGE)
            .build();

    /** Returns it over go-micro's HTTP/1.1. */
    static Micro4j http(boolean inline) {
        return new Micro4j("http", () -> HttpTransport.open(OPTIONS), inline, 1, null);
    }

    /** Returns it over the frames that Java speaks with Java. */
    static Micro4j tcp(boolean inline) {
        return new Micro4j("tcp", () -> TcpTransport.open(OPTIONS), inline, 1, null);
    }

    /** Returns it over gRPC. */
    static Micro4j grpc(boolean inline) {
        return new Micro4j("grpc", () -> GrpcTransport.open(OPTIONS), inline, 1, null);
    }

    /** Returns it over the memory of one process. */
    static Micro4j memory(boolean inline) {
        MemoryNetwork network = new MemoryNetwork();
        return new Micro4j("memory", () -> network.open(OPTIONS), inline, 1, null);
    }

    /** Returns the same, but that 1,000 services are called in turn. */
    static Micro4j manyServices(Micro4j one) {
        return new Micro4j(one.wire, one.transport, one.inline, 1_000, null);
    }

    /** Returns the client of {@code one} with the server of {@code go}. */
    static Micro4j toGo(Micro4j one, Contender go) {
        return new Micro4j(one.wire, one.transport, one.inline, one.services, go);
    }

    @Override
    public String name() {
        return wire + (inline ? "-inline" : "") + (services > 1 ? "-services" : "") + (go == null ? "" : "-to-go");
    }

    @Override
    public String description() {
        if (go != null) {
            return Mixed.description(wire, go.name());
        }
        String threads =
                inline ? "nonBlocking() handler, inlineCallbacks()" : "handlers and callbacks on threads of their own";
        String many = services > 1 ? ", " + services + " services in the registry, all of them called" : "";
        return "Micro4J over " + wire + ", " + threads + many;
    }

    @Override
    public boolean carries(Load load) {
        return go == null ? services == 1 || !load.streams() : go.carries(load);
    }

    @Override
    public boolean isHere() {
        return go == null || go.isHere();
    }

    @Override
    public String needs() {
        return go == null ? Peer.super.needs() : go.needs();
    }

    /** Returns whether both sides must be in one process. */
    boolean isMemory() {
        return wire.equals("memory");
    }

    @Override
    public List<String> server(Jvm jvm) {
        if (go != null) {
            return go.server(jvm);
        }
        return isMemory() ? List.of() : Peer.super.server(jvm);
    }

    @Override
    public List<String> client(Jvm jvm, String address) {
        return isMemory() ? jvm.command(name(), Worker.class, "both", name()) : Peer.super.client(jvm, address);
    }

    @Override
    public EchoServer serve() {
        Transport wire = transport.get();
        ServerOptions options = ServerOptions.of(SERVICE).toBuilder()
                .address("127.0.0.1:0")
                .drainTime(Duration.ZERO)
                .build();
        Handler handler = EchoHandler.of(new MicroEcho());
        Server server = Server.create(options, wire, new MemoryRegistry(), Codecs.load())
                .handle(inline ? handler.nonBlocking(EchoEndpoints.SAY) : handler);
        server.start();
        return new EchoServer(server.address(), () -> {
            server.close();
            wire.close();
        });
    }

    @Override
    public EchoCalls connect(String address) {
        MemoryRegistry registry = new MemoryRegistry();
        Map<String, String> says =
                go == null ? Map.of("protocol", "mucp", "half-close", "true") : Map.of("protocol", "mucp");
        List<String> names =
                IntStream.range(0, services).mapToObj(i -> SERVICE + "-" + i).toList();
        for (String name : names) {
            Node node = new Node(name + "-1", address, Metadata.of(says));
            registry.register(ServiceEntry.of(name, node), Duration.ZERO);
        }
        Transport wire = transport.get();
        RandomSelector selector = new RandomSelector(registry);
        Client client = ClientBuilder.of(wire, selector)
                .options(ClientOptions.DEFAULT.withTimeout(PATIENCE))
                .owns(selector)
                .owns(wire)
                .owns(registry)
                .build();
        return services == 1 ? calls(client, names.get(0)) : many(client, names);
    }

    private EchoCalls calls(Client client, String name) {
        return inline
                ? new InlineCalls(MicroCalls.of(client, EchoClient.of(client.inlineCallbacks(), name)))
                : MicroCalls.of(client, EchoClient.of(client, name));
    }

    private static EchoCalls many(Client client, List<String> names) {
        return new ManyServices(names.stream()
                .map(name -> MicroCalls.of(client, EchoClient.of(client, name)))
                .toList());
    }
}
