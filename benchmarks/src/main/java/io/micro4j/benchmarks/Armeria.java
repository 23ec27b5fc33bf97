package io.micro4j.benchmarks;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.micro4j.benchmarks.echo.EchoGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Armeria with its defaults, over gRPC, without TLS. */
record Armeria() implements Peer {
    /** More than its default, which a cold JVM on a busy machine does not always keep to. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "armeria";
    }

    @Override
    public String description() {
        return "Armeria gRPC with its defaults";
    }

    @Override
    public EchoServer serve() {
        GrpcService echo = GrpcService.builder()
                .addService(new GrpcEcho())
                .maxRequestMessageLength(Echoes.MAX_MESSAGE)
                .build();
        Server server = Server.builder()
                .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxRequestLength(0)
                .requestTimeoutMillis(0)
                .service(echo)
                .build();
        server.start().join();
        return new EchoServer(
                "127.0.0.1:" + server.activeLocalPort(), () -> server.stop().join());
    }

    @Override
    public EchoCalls connect(String address) {
        String uri = "gproto+http://" + address + "/";
        ClientFactory factory =
                ClientFactory.builder().connectTimeout(CONNECT_TIMEOUT).build();
        return new GrpcCalls(
                stub(factory, uri, EchoGrpc.EchoBlockingStub.class),
                stub(factory, uri, EchoGrpc.EchoStub.class),
                factory);
    }

    private static <T> T stub(ClientFactory factory, String uri, Class<T> type) {
        return GrpcClients.builder(uri)
                .factory(factory)
                .maxResponseLength(0)
                .maxResponseMessageLength(Echoes.MAX_MESSAGE)
                .responseTimeoutMillis(0)
                .build(type);
    }
}
