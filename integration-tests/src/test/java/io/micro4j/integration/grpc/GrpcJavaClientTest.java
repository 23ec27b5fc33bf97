package io.micro4j.integration.grpc;

import static io.micro4j.integration.grpc.GrpcMethods.CHAT;
import static io.micro4j.integration.grpc.GrpcMethods.HELLO;
import static io.micro4j.integration.grpc.GrpcMethods.REPEAT;
import static io.micro4j.integration.grpc.GrpcMethods.TOGETHER;
import static io.micro4j.integration.grpc.GrpcMethods.reply;
import static io.micro4j.integration.grpc.GrpcMethods.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greeter.Greeter;
import greeter.GreeterHandler;
import greeter.HelloReply;
import greeter.HelloRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.micro4j.call.Context;
import io.micro4j.call.MicroException;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our server under grpc-java's client. */
@Timeout(60)
final class GrpcJavaClientTest {
    private final Transport transport = Transports.named("grpc", TransportOptions.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final Server server = Server.create(
                    ServerOptions.of("greeter").toBuilder()
                            .address("127.0.0.1:0")
                            .build(),
                    transport,
                    registry,
                    Codecs.load())
            .handle(GreeterHandler.of(new Polite()));
    private ManagedChannel channel;

    @BeforeEach
    void start() {
        server.start();
        channel = NettyChannelBuilder.forTarget(server.address()).usePlaintext().build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        server.close();
        transport.close();
        registry.close();
    }

    @Test
    void oneRequestGetsOneReply() {
        assertThat(hello("Ada")).isEqualTo(reply("Hello Ada"));
        assertThat(hello("")).isEqualTo(reply("Hello "));
    }

    @Test
    void manyCallsAreNotMixedUp() throws Exception {
        var calls = IntStream.range(0, 2_000)
                .mapToObj(i -> ClientCalls.futureUnaryCall(
                        channel.newCall(HELLO, CallOptions.DEFAULT), request("caller " + i)))
                .toList();

        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(reply("Hello caller " + i));
        }
    }

    @Test
    void oneRequestGetsManyReplies() {
        Iterator<HelloReply> replies =
                ClientCalls.blockingServerStreamingCall(channel, REPEAT, CallOptions.DEFAULT, request("Ada"));

        for (int i = 0; i < 1_000; i++) {
            assertThat(replies.next()).isEqualTo(reply(i + " Ada"));
        }
        assertThat(replies.hasNext()).isFalse();
    }

    @Test
    void manyRequestsGetOneReply() throws Exception {
        Gathered<HelloReply> replies = new Gathered<>();
        StreamObserver<HelloRequest> requests =
                ClientCalls.asyncClientStreamingCall(channel.newCall(TOGETHER, CallOptions.DEFAULT), replies);

        for (int i = 0; i < 1_000; i++) {
            requests.onNext(request("Ada"));
        }
        requests.onCompleted();

        assertThat(replies.awaitMessages()).containsExactly(reply("Hello 1000"));
    }

    @Test
    void repliesFollowRequestsAndTheHalfClose() throws Exception {
        Gathered<HelloReply> replies = new Gathered<>();
        StreamObserver<HelloRequest> requests =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(CHAT, CallOptions.DEFAULT), replies);

        requests.onNext(request("Ada"));
        requests.onNext(request("Bob"));
        requests.onCompleted();

        assertThat(replies.awaitMessages()).containsExactly(reply("Hello Ada"), reply("Hello Bob"), reply("Bye"));
    }

    @Test
    void largeMessagesPassBothWays() {
        String large = "x".repeat(3_500_000);

        assertThat(hello(large)).isEqualTo(reply("Hello " + large));
    }

    @Test
    void packedMessagesAreUnpacked() {
        String large = "x".repeat(1_000_000);

        HelloReply reply = ClientCalls.blockingUnaryCall(
                channel, HELLO, CallOptions.DEFAULT.withCompression("gzip"), request(large));

        assertThat(reply).isEqualTo(reply("Hello " + large));
    }

    @Test
    void messagesThatUnpackToTooMuchAreRefused() {
        assertStatus(
                Status.Code.RESOURCE_EXHAUSTED,
                () -> ClientCalls.blockingUnaryCall(
                        channel, HELLO, CallOptions.DEFAULT.withCompression("gzip"), request("x".repeat(5_000_000))));
        assertThat(hello("Ada")).isEqualTo(reply("Hello Ada"));
    }

    @Test
    void messagesThatAreTooLargeAreRefused() {
        assertStatus(Status.Code.RESOURCE_EXHAUSTED, () -> hello("x".repeat(5_000_000)));
        assertThat(hello("Ada")).isEqualTo(reply("Hello Ada"));
    }

    @Test
    void errorsHaveAStatusAndAMessage() {
        assertThatThrownBy(() -> hello("nobody")).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(failure.getStatus().getDescription())
                    .isEqualTo("{\"id\":\"greeter\",\"code\":404,\"detail\":\"no such person: Zoë\","
                            + "\"status\":\"Not Found\"}");
            byte[] details = failure.getTrailers()
                    .get(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));
            assertThat(new String(details, java.nio.charset.StandardCharsets.UTF_8))
                    .contains("type.googleapis.com/errors.Error", "no such person: Zoë");
        });
    }

    @Test
    void whatIsNotThereIsUnimplemented() {
        assertStatus(
                Status.Code.UNIMPLEMENTED,
                () -> ClientCalls.blockingUnaryCall(
                        channel, GrpcMethods.method(MethodType.UNARY, "Nothing"), CallOptions.DEFAULT, request("Ada")));
    }

    @Test
    void theDeadlineReachesTheHandler() {
        assertStatus(
                Status.Code.DEADLINE_EXCEEDED,
                () -> ClientCalls.blockingUnaryCall(
                        channel,
                        HELLO,
                        CallOptions.DEFAULT.withDeadlineAfter(100, TimeUnit.MILLISECONDS),
                        request("sleeper")));
    }

    @Test
    void givingUpReachesTheHandler() throws Exception {
        var call = ClientCalls.futureUnaryCall(channel.newCall(HELLO, CallOptions.DEFAULT), request("sleeper"));
        assertThat(asleep.await(20, TimeUnit.SECONDS))
                .as("the handler has begun")
                .isTrue();

        call.cancel(true);

        assertThat(left.await(20, TimeUnit.SECONDS))
                .as("the handler was interrupted")
                .isTrue();
    }

    @Test
    void metadataReachesTheHandler() {
        Metadata words = new Metadata();
        words.put(Metadata.Key.of("tenant", Metadata.ASCII_STRING_MARSHALLER), "acme");
        var with = io.grpc.ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(words));

        assertThat(ClientCalls.blockingUnaryCall(with, HELLO, CallOptions.DEFAULT, request("tenant")))
                .isEqualTo(reply("Hello acme"));
    }

    @Test
    void aServerThatStopsFinishesItsCalls() throws Exception {
        Gathered<HelloReply> replies = new Gathered<>();
        StreamObserver<HelloRequest> requests =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(CHAT, CallOptions.DEFAULT), replies);
        requests.onNext(request("Ada"));
        assertThat(hello("Bob")).isEqualTo(reply("Hello Bob"));

        Thread stopping = new Thread(server::close);
        stopping.start();
        requests.onCompleted();

        assertThat(replies.awaitMessages()).containsExactly(reply("Hello Ada"), reply("Bye"));
        stopping.join(20_000);
        assertThat(stopping.isAlive()).isFalse();
    }

    private HelloReply hello(String name) {
        return ClientCalls.blockingUnaryCall(channel, HELLO, CallOptions.DEFAULT, request(name));
    }

    private static void assertStatus(Status.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode())
                                .as("%s", failure.getStatus())
                                .isEqualTo(code));
    }

    private final class Polite implements Greeter {
        @Override
        public HelloReply hello(HelloRequest request) {
            return switch (request.getName()) {
                case "nobody" -> throw MicroException.notFound("no such person: Zoë");
                case "tenant" ->
                    reply("Hello " + Context.current().metadata().find("tenant").orElseThrow());
                case "sleeper" -> sleep();
                default -> reply("Hello " + request.getName());
            };
        }

        @Override
        public Stream<HelloReply> repeat(HelloRequest request) {
            return IntStream.range(0, 1_000).mapToObj(i -> reply(i + " " + request.getName()));
        }

        @Override
        public HelloReply together(Stream<HelloRequest> requests) {
            return reply("Hello " + requests.count());
        }

        @Override
        public Stream<HelloReply> chat(Stream<HelloRequest> requests) {
            return Stream.concat(requests.map(each -> reply("Hello " + each.getName())), Stream.of(reply("Bye")));
        }

        private HelloReply sleep() {
            try {
                asleep.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                left.countDown();
            }
            return reply("too late");
        }
    }
}
