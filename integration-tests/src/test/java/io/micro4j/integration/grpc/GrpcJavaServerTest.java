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
import greeter.GreeterClient;
import greeter.HelloReply;
import greeter.HelloRequest;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.micro4j.call.CallOptions;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client over grpc-java's server. */
@Timeout(60)
final class GrpcJavaServerTest {
    private final Transport transport = Transports.named("grpc", TransportOptions.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private Server server;
    private Client client;
    private GreeterClient greeter;

    @BeforeEach
    void start() throws Exception {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service())
                .build()
                .start();
        registry.register(ServiceEntry.of("greeter", Node.of("127.0.0.1:" + server.getPort())), Duration.ZERO);
        client = ClientBuilder.of(transport, new RandomSelector(registry)).build();
        greeter = GreeterClient.of(client, "greeter");
    }

    @AfterEach
    void stop() throws InterruptedException {
        client.close();
        transport.close();
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        registry.close();
    }

    @Test
    void oneRequestGetsOneReply() {
        assertThat(greeter.hello(request("Ada"))).isEqualTo(reply("Hello Ada"));
        assertThat(greeter.hello(request(""))).isEqualTo(reply("Hello "));
    }

    @Test
    void manyCallsAreNotMixedUp() throws Exception {
        var calls = IntStream.range(0, 2_000)
                .mapToObj(i -> greeter.async().hello(request("caller " + i)))
                .toList();

        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(reply("Hello caller " + i));
        }
    }

    @Test
    void everyShapeWorks() {
        assertThat(greeter.repeat(request("Ada")).toList())
                .isEqualTo(IntStream.range(0, 1_000)
                        .mapToObj(i -> reply(i + " Ada"))
                        .toList());
        assertThat(greeter.together(Stream.generate(() -> request("Ada")).limit(1_000)))
                .isEqualTo(reply("Hello 1000"));
        assertThat(greeter.chat(Stream.of(request("Ada"), request("Bob"))).toList())
                .containsExactly(reply("Hello Ada"), reply("Hello Bob"), reply("Bye"));
    }

    @Test
    void largeMessagesPassBothWays() {
        String large = "x".repeat(3_500_000);

        assertThat(greeter.hello(request(large))).isEqualTo(reply("Hello " + large));
    }

    @Test
    void packedRepliesAreUnpacked() {
        assertThat(greeter.hello(request("packed"))).isEqualTo(reply("p".repeat(100_000)));
    }

    @Test
    void repliesThatAreTooLargeAreRefused() {
        assertThatThrownBy(() -> greeter.hello(request("huge")))
                .isInstanceOfSatisfying(MicroException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(413);
                    assertThat(failure.detail()).contains("maxMessageBytes");
                });
        assertThat(greeter.hello(request("Ada"))).isEqualTo(reply("Hello Ada"));
    }

    @Test
    void aStatusBecomesAnError() {
        assertThatThrownBy(() -> greeter.hello(request("nobody")))
                .isInstanceOfSatisfying(MicroException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(404);
                    assertThat(failure.detail()).isEqualTo("no such person: Zoë 50%");
                });
    }

    @Test
    void whatIsNotThereIsNotImplemented() {
        server.shutdownNow();
        assertThatThrownBy(() -> greeter.hello(request("Ada")))
                .isInstanceOfSatisfying(
                        MicroException.class,
                        failure -> assertThat(failure.code()).isEqualTo(503));
    }

    @Test
    void theDeadlineIsSent() {
        Greeter hasty = greeter.with(CallOptions.DEFAULT.withTimeout(Duration.ofMillis(100)));

        assertThatThrownBy(() -> hasty.hello(request("sleeper")))
                .isInstanceOfSatisfying(
                        MicroException.class,
                        failure -> assertThat(failure.code()).isEqualTo(408));
    }

    @Test
    void givingUpReachesTheServer() throws Exception {
        var call = greeter.async().hello(request("sleeper"));
        assertThat(asleep.await(20, TimeUnit.SECONDS))
                .as("the handler has begun")
                .isTrue();

        call.cancel(true);

        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServerThatLeavesLosesNoCall() throws Exception {
        assertThat(greeter.hello(request("Ada"))).isEqualTo(reply("Hello Ada"));
        Server second = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service())
                .build()
                .start();
        registry.register(ServiceEntry.of("greeter", Node.of("127.0.0.1:" + second.getPort())), Duration.ZERO);
        List<java.util.concurrent.CompletableFuture<HelloReply>> calls = new ArrayList<>();

        for (int i = 0; i < 2_000; i++) {
            calls.add(greeter.async().hello(request("Ada")));
            if (i == 1_000) {
                server.shutdown();
            }
        }

        for (var call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(reply("Hello Ada"));
        }
        second.shutdownNow();
    }

    private ServerServiceDefinition service() {
        return ServerServiceDefinition.builder("greeter.Greeter")
                .addMethod(HELLO, ServerCalls.asyncUnaryCall(this::hello))
                .addMethod(REPEAT, ServerCalls.asyncServerStreamingCall(GrpcJavaServerTest::repeat))
                .addMethod(TOGETHER, ServerCalls.asyncClientStreamingCall(Together::new))
                .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(Chat::new))
                .build();
    }

    private void hello(HelloRequest request, StreamObserver<HelloReply> replies) {
        ServerCallStreamObserver<HelloReply> call = (ServerCallStreamObserver<HelloReply>) replies;
        switch (request.getName()) {
            case "nobody" ->
                replies.onError(Status.NOT_FOUND
                        .withDescription("no such person: Zoë 50%")
                        .asRuntimeException());
            case "sleeper" -> {
                call.setOnCancelHandler(cancelled::countDown);
                asleep.countDown();
            }
            case "packed" -> {
                call.setCompression("gzip");
                call.setMessageCompression(true);
                replies.onNext(reply("p".repeat(100_000)));
                replies.onCompleted();
            }
            case "huge" -> {
                replies.onNext(reply("h".repeat(5_000_000)));
                replies.onCompleted();
            }
            default -> {
                replies.onNext(reply("Hello " + request.getName()));
                replies.onCompleted();
            }
        }
    }

    private static void repeat(HelloRequest request, StreamObserver<HelloReply> replies) {
        for (int i = 0; i < 1_000; i++) {
            replies.onNext(reply(i + " " + request.getName()));
        }
        replies.onCompleted();
    }

    private static class Together implements StreamObserver<HelloRequest> {
        final StreamObserver<HelloReply> replies;
        private int count;

        Together(StreamObserver<HelloReply> replies) {
            this.replies = replies;
        }

        @Override
        public void onNext(HelloRequest request) {
            count++;
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
            replies.onNext(reply("Hello " + count));
            replies.onCompleted();
        }
    }

    private static final class Chat extends Together {
        Chat(StreamObserver<HelloReply> replies) {
            super(replies);
        }

        @Override
        public void onNext(HelloRequest request) {
            replies.onNext(reply("Hello " + request.getName()));
        }

        @Override
        public void onCompleted() {
            replies.onNext(reply("Bye"));
            replies.onCompleted();
        }
    }
}
