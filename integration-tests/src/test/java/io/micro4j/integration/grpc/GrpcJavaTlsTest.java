package io.micro4j.integration.grpc;

import static io.micro4j.integration.grpc.GrpcMethods.HELLO;
import static io.micro4j.integration.grpc.GrpcMethods.reply;
import static io.micro4j.integration.grpc.GrpcMethods.request;
import static org.assertj.core.api.Assertions.assertThat;

import greeter.GreeterClient;
import greeter.GreeterHandler;
import greeter.HelloReply;
import greeter.HelloRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Tls;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.netty.handler.ssl.ClientAuth;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** gRPC over TLS with grpc-java at the other end, which insists on agreeing on HTTP/2 first (RFC 7301); both sides show certificates. */
@Timeout(60)
final class GrpcJavaTlsTest {
    private @TempDir Path directory;
    private Path ca;
    private Path certificate;
    private Path key;
    private Transport transport;

    @BeforeEach
    void certify() throws Exception {
        X509Bundle authority = new CertificateBuilder()
                .ecp256()
                .subject("CN=micro tests")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle issued = new CertificateBuilder()
                .ecp256()
                .subject("CN=greeter")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        ca = Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
        certificate = Files.writeString(directory.resolve("greeter.pem"), issued.getCertificatePathPEM());
        key = Files.writeString(directory.resolve("greeter.key"), issued.getPrivateKeyPEM());
        Tls tls = Tls.DEFAULT.withTrust(ca).withCertificate(certificate, key).withClientCertificates(true);
        transport = Transports.named(
                "grpc", TransportOptions.DEFAULT.toBuilder().tls(tls).build());
    }

    @Test
    void grpcJavaCallsUs() throws Exception {
        MemoryRegistry registry = new MemoryRegistry();
        ServerOptions options = ServerOptions.of("greeter").toBuilder()
                .address("127.0.0.1:0")
                .drainTime(Duration.ZERO)
                .build();
        Server server =
                Server.create(options, transport, registry, Codecs.load()).handle(GreeterHandler.of(new Polite()));
        server.start();
        ManagedChannel channel = NettyChannelBuilder.forTarget(server.address())
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(ca.toFile())
                        .keyManager(certificate.toFile(), key.toFile())
                        .build())
                .build();
        try {
            HelloReply said = ClientCalls.blockingUnaryCall(channel, HELLO, CallOptions.DEFAULT, request("Ada"));
            assertThat(said).isEqualTo(reply("Hello Ada"));
        } finally {
            channel.shutdownNow();
            server.close();
            transport.close();
            registry.close();
        }
    }

    @Test
    void weCallGrpcJava() throws Exception {
        io.grpc.Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(GrpcSslContexts.forServer(certificate.toFile(), key.toFile())
                        .trustManager(ca.toFile())
                        .clientAuth(ClientAuth.REQUIRE)
                        .build())
                .addService(ServerServiceDefinition.builder("greeter.Greeter")
                        .addMethod(HELLO, ServerCalls.asyncUnaryCall((request, replies) -> {
                            replies.onNext(reply("Hello " + request.getName()));
                            replies.onCompleted();
                        }))
                        .build())
                .build()
                .start();
        MemoryRegistry registry = new MemoryRegistry();
        registry.register(ServiceEntry.of("greeter", Node.of("127.0.0.1:" + server.getPort())), Duration.ZERO);
        try (Client client =
                ClientBuilder.of(transport, new RandomSelector(registry)).build()) {
            assertThat(GreeterClient.of(client, "greeter").hello(request("Ada")))
                    .isEqualTo(reply("Hello Ada"));
        } finally {
            server.shutdownNow();
            transport.close();
            registry.close();
        }
    }

    private static final class Polite implements greeter.Greeter {
        @Override
        public HelloReply hello(HelloRequest request) {
            return reply("Hello " + request.getName());
        }

        @Override
        public Stream<HelloReply> repeat(HelloRequest request) {
            return Stream.of(hello(request));
        }

        @Override
        public HelloReply together(Stream<HelloRequest> requests) {
            return reply("Hello " + requests.count());
        }

        @Override
        public Stream<HelloReply> chat(Stream<HelloRequest> requests) {
            return requests.map(this::hello);
        }
    }
}
