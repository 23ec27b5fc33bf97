package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.Echo;
import io.micro4j.benchmarks.echo.EchoAsync;
import io.micro4j.benchmarks.echo.EchoClient;
import io.micro4j.benchmarks.echo.EchoEndpoints;
import io.micro4j.benchmarks.echo.EchoHandler;
import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import io.micro4j.call.Metadata;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
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
import java.util.Map;
import java.util.function.Supplier;

/**
 * This project: generated stub and handler, selector, deadline, metadata, as a user gets them; only the registry knows one node from the start.
 *
 * @param wire the name of its transport
 * @param transport opens one
 * @param inline whether handlers and callbacks run on the I/O threads
 */
record Micro4j(String wire, Supplier<Transport> transport, boolean inline) implements Contender {
    private static final String SERVICE = "echo";

    /** Returns it over go-micro's HTTP/1.1. */
    static Micro4j http(boolean inline) {
        return new Micro4j("http", () -> HttpTransport.open(TransportOptions.DEFAULT), inline);
    }

    /** Returns it over the frames that Java speaks with Java. */
    static Micro4j tcp(boolean inline) {
        return new Micro4j("tcp", () -> TcpTransport.open(TransportOptions.DEFAULT), inline);
    }

    /** Returns it over gRPC. */
    static Micro4j grpc(boolean inline) {
        return new Micro4j("micro-grpc", () -> GrpcTransport.open(TransportOptions.DEFAULT), inline);
    }

    /** Returns it over the memory of one process. */
    static Micro4j memory(boolean inline) {
        MemoryNetwork network = new MemoryNetwork();
        return new Micro4j("memory", () -> network.open(TransportOptions.DEFAULT), inline);
    }

    @Override
    public String name() {
        return inline ? wire + "-inline" : wire;
    }

    @Override
    public String description() {
        String threads =
                inline ? "nonBlocking() handler, inlineCallbacks()" : "handlers and callbacks on threads of their own";
        return "Micro4J over " + wire + ", " + threads;
    }

    @Override
    public boolean inOneProcess() {
        return wire.equals("memory");
    }

    @Override
    public EchoServer serve() {
        Transport wire = transport.get();
        ServerOptions options = ServerOptions.of(SERVICE).toBuilder()
                .address("127.0.0.1:0")
                .drainTime(Duration.ZERO)
                .build();
        Handler handler = EchoHandler.of(Echoes::reply);
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
        Node node = new Node(SERVICE + "-1", address, Metadata.of(Map.of("protocol", "mucp", "half-close", "true")));
        registry.register(ServiceEntry.of(SERVICE, node), Duration.ZERO);
        Transport wire = transport.get();
        RandomSelector selector = new RandomSelector(registry);
        Client client = ClientBuilder.of(wire, selector)
                .owns(selector)
                .owns(wire)
                .owns(registry)
                .build();
        return new Calls(client, EchoClient.of(inline ? client.inlineCallbacks() : client, SERVICE));
    }

    private record Calls(Client client, Echo blocking, EchoAsync async) implements EchoCalls {
        Calls(Client client, EchoClient echo) {
            this(client, echo, echo.async());
        }

        @Override
        public EchoReply say(EchoRequest request) {
            return blocking.say(request);
        }

        @Override
        public void say(EchoRequest request, Answer answer) {
            async.say(request).whenComplete((reply, failure) -> {
                if (failure == null) {
                    answer.reply(reply);
                } else {
                    answer.failure(failure);
                }
            });
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
