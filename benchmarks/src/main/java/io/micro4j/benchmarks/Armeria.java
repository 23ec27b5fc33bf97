package io.micro4j.benchmarks;

import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.micro4j.benchmarks.echo.EchoGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Armeria with its defaults, over gRPC, without TLS. */
record Armeria() implements Peer {
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
        return new GrpcCalls(stub(uri, EchoGrpc.EchoBlockingStub.class), stub(uri, EchoGrpc.EchoStub.class), () -> {});
    }

    private static <T> T stub(String uri, Class<T> type) {
        return GrpcClients.builder(uri)
                .maxResponseLength(0)
                .maxResponseMessageLength(Echoes.MAX_MESSAGE)
                .responseTimeoutMillis(0)
                .build(type);
    }
}
