package io.micro4j.integration.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.StringValue;
import greeter.GreeterClient;
import greeter.GreeterEndpoints;
import greeter.HelloReply;
import greeter.HelloRequest;
import io.grpc.ClientStreamTracer;
import io.grpc.ClientStreamTracer.StreamInfo;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.micro4j.Micro;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Context;
import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gRPC says of a call beside its messages, as a service says it, over each wire. */
@Timeout(60)
final class GrpcStatusTest {
    private static final GrpcStatus STATUS = GrpcStatus.of(GrpcCode.ABORTED, "Zoë was faster, by 50%")
            .withDetail(StringValue.of("first"))
            .withDetail(StringValue.of("second"));

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Service service = Micro.configure("greeter")
            .environment(Map.of("MICRO_SERVER_ADDRESS", "127.0.0.1:0"))
            .registry(registry)
            .transportOptions(options -> options.compressFrom(1_000))
            .server(options -> options.drainTime(Duration.ZERO))
            .build()
            .handle(routes -> routes.unary(GreeterEndpoints.HELLO, GrpcStatusTest::hello));

    @BeforeEach
    void start() {
        service.start();
    }

    @AfterEach
    void stop() {
        service.close();
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "tcp", "http"})
    void aStatusArrivesAsItIs(String wire) {
        try (Client client = client(wire, new Told())) {
            GreeterClient greeter = GreeterClient.of(client, "greeter");

            MicroException failure = catchThrowableOfType(MicroException.class, () -> greeter.hello(request("status")));

            assertThat(GrpcStatus.of(failure)).isEqualTo(STATUS);
            assertThat(failure.code()).isEqualTo(409);
            assertThat(failure.trailers().get("took")).isEqualTo("3ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "tcp", "http"})
    void initialAndTrailingMetadataArrive(String wire) throws Exception {
        Told told = new Told();
        try (Client client = client(wire, told)) {
            GreeterClient.of(client, "greeter").hello(request("Ada"));

            assertThat(told.head().get("shop")).isEqualTo("acme");
            assertThat(told.end().get(10, TimeUnit.SECONDS).trailers().get("took"))
                    .isEqualTo("3ms");
        }
    }

    @Test
    void anErrorOfGoMicrosHasAStatusToo() {
        try (Client client = client("grpc", new Told())) {
            GreeterClient greeter = GreeterClient.of(client, "greeter");

            MicroException failure = catchThrowableOfType(MicroException.class, () -> greeter.hello(request("nobody")));

            assertThat(GrpcStatus.of(failure)).isEqualTo(GrpcStatus.of(GrpcCode.NOT_FOUND, "no such person"));
        }
    }

    @Test
    void valuesOfOneNameAreJoinedAndBinaryOnesAreTakenApartAgain() throws Exception {
        try (Client client = client("grpc", new Told())) {
            GreeterClient greeter =
                    GreeterClient.of(client, "greeter").with(CallOptions.DEFAULT.withMetadata("keys-bin", "AAEC,q6ur"));

            assertThat(greeter.hello(request("keys"))).isEqualTo(reply("AAEC,q6ur"));
        }
    }

    @Test
    void largeRepliesArePackedForClientsThatTakeThat() throws Exception {
        AtomicLong packed = new AtomicLong();
        AtomicLong unpacked = new AtomicLong();
        ClientStreamTracer tracer = new ClientStreamTracer() {
            @Override
            public void inboundWireSize(long bytes) {
                packed.addAndGet(bytes);
            }

            @Override
            public void inboundUncompressedSize(long bytes) {
                unpacked.addAndGet(bytes);
            }
        };
        io.grpc.CallOptions options =
                io.grpc.CallOptions.DEFAULT.withStreamTracerFactory(new ClientStreamTracer.Factory() {
                    @Override
                    public ClientStreamTracer newClientStreamTracer(StreamInfo info, io.grpc.Metadata headers) {
                        return tracer;
                    }
                });
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(service.address()).usePlaintext().build();
        try {
            HelloReply reply = ClientCalls.blockingUnaryCall(channel, GrpcMethods.HELLO, options, request("long"));

            assertThat(reply).isEqualTo(reply("x".repeat(100_000)));
            assertThat(unpacked.get()).isGreaterThan(100_000);
            assertThat(packed.get()).isBetween(1L, 2_000L);
        } finally {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private Client client(String wire, Told told) {
        return Service.builder()
                .environment(Map.of())
                .registry(registry)
                .transportOptions(options -> options.wires(List.of(wire)))
                .clientInterceptor(told)
                .buildClient();
    }

    private static HelloRequest request(String name) {
        return GrpcMethods.request(name);
    }

    private static HelloReply reply(String message) {
        return GrpcMethods.reply(message);
    }

    private static HelloReply hello(HelloRequest request) {
        Context call = Context.current();
        call.replyHead(Metadata.of("shop", "acme"));
        call.replyTrailers(Metadata.of("took", "3ms"));
        return switch (request.getName()) {
            case "status" -> throw STATUS.toException();
            case "nobody" -> throw MicroException.notFound("no such person");
            case "keys" -> reply(call.metadata().find("keys-bin").orElseThrow());
            case "long" -> reply("x".repeat(100_000));
            default -> reply("Hello " + request.getName());
        };
    }
}
