package io.micro4j.integration.interop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Exchange;
import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.integration.grpc.Told;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client against a server of the cases. Each test is the case of its name. */
@Tag("slow")
@Timeout(60)
abstract class InteropCases {
    private static final int LARGE_REQUEST = 271_828;
    private static final int LARGE_RESPONSE = 314_159;
    private static final List<Integer> REQUESTS = List.of(27_182, 8, 1_828, 45_904);
    private static final List<Integer> RESPONSES = List.of(31_415, 9, 2_653, 58_979);

    private final Told told = new Told();
    private Client client;
    private CallOptions options;
    private TestServiceClient stub;

    /** Returns where the server is, as {@code host:port}. */
    abstract String address();

    @BeforeEach
    void open() {
        client = client(0);
        options = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(20)).withAddresses(address());
        stub = TestServiceClient.of(client, "grpc.testing.TestService").with(options);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void emptyUnary() {
        assertThat(stub.emptyCall(Empty.getDefaultInstance())).isEqualTo(Empty.getDefaultInstance());
    }

    @Test
    void largeUnary() {
        assertLarge(stub);
    }

    @Test
    void clientStreaming() {
        StreamingInputCallResponse response = stub.streamingInputCall(REQUESTS.stream()
                .map(size -> StreamingInputCallRequest.newBuilder()
                        .setPayload(payload(size))
                        .build()));

        assertThat(response.getAggregatedPayloadSize()).isEqualTo(74_922);
    }

    @Test
    void serverStreaming() {
        StreamingOutputCallRequest.Builder request = StreamingOutputCallRequest.newBuilder();
        RESPONSES.forEach(size -> request.addResponseParameters(parameters(size)));

        try (Stream<StreamingOutputCallResponse> responses = stub.streamingOutputCall(request.build())) {
            assertThat(responses.map(InteropCases::size).toList()).isEqualTo(RESPONSES);
        }
    }

    @Test
    void pingPong() {
        talk(talk -> {
            for (int i = 0; i < REQUESTS.size(); i++) {
                talk.send(request(REQUESTS.get(i), RESPONSES.get(i)));
                assertThat(talk.receive().map(InteropCases::size)).contains(RESPONSES.get(i));
            }
            talk.halfClose();
            assertThat(talk.receive()).isEmpty();
        });
    }

    @Test
    void emptyStream() {
        talk(talk -> {
            talk.halfClose();
            assertThat(talk.receive()).isEmpty();
        });
    }

    @Test
    void customMetadata() throws Exception {
        options = options.withMetadata(InteropService.INITIAL, "test_initial_metadata_value")
                .withMetadata(InteropService.TRAILING, "q6ur");

        stub.with(options)
                .unaryCall(SimpleRequest.newBuilder().setResponseSize(1).build());

        assertThat(told.head().get(InteropService.INITIAL)).isEqualTo("test_initial_metadata_value");
        Metadata trailers = told.end().get(10, SECONDS).trailers();
        assertThat(trailers.get(InteropService.TRAILING)).isEqualTo("q6ur");
    }

    @Test
    void statusCodeAndMessage() {
        EchoStatus status = EchoStatus.newBuilder()
                .setCode(2)
                .setMessage("test status message")
                .build();

        assertStatus(GrpcCode.UNKNOWN, "test status message", () -> stub.unaryCall(refused(status)));
        talk(talk -> {
            talk.send(StreamingOutputCallRequest.newBuilder()
                    .setResponseStatus(status)
                    .build());
            talk.halfClose();
            assertStatus(GrpcCode.UNKNOWN, "test status message", talk::receive);
        });
    }

    @Test
    void specialStatusMessage() {
        String message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
        EchoStatus status =
                EchoStatus.newBuilder().setCode(2).setMessage(message).build();

        assertStatus(GrpcCode.UNKNOWN, message, () -> stub.unaryCall(refused(status)));
    }

    @Test
    void unimplementedMethod() {
        assertStatus(GrpcCode.UNIMPLEMENTED, null, () -> stub.unimplementedCall(Empty.getDefaultInstance()));
    }

    @Test
    void unimplementedService() {
        UnimplementedService nobody = UnimplementedServiceClient.of(client, "grpc.testing.UnimplementedService")
                .with(options);

        assertStatus(GrpcCode.UNIMPLEMENTED, null, () -> nobody.unimplementedCall(Empty.getDefaultInstance()));
    }

    @Test
    void cancelAfterBegin() throws Exception {
        try (SubmissionPublisher<StreamingInputCallRequest> requests = new SubmissionPublisher<>()) {
            CompletableFuture<StreamingInputCallResponse> response =
                    stub.async().streamingInputCall(requests);

            response.cancel(true);

            assertStatus(
                    GrpcCode.CANCELLED,
                    null,
                    () -> throwing(told.end().get(10, SECONDS).toException()));
        }
    }

    @Test
    void cancelAfterFirstResponse() throws Exception {
        talk(talk -> {
            talk.send(request(REQUESTS.get(0), RESPONSES.get(0)));
            assertThat(talk.receive().map(InteropCases::size)).contains(RESPONSES.get(0));
        });

        assertStatus(
                GrpcCode.CANCELLED,
                null,
                () -> throwing(told.end().get(10, SECONDS).toException()));
    }

    @Test
    void timeoutOnSleepingServer() {
        Consumer<TestServiceClient> slow = any ->
                any.streamingInputCall(Stream.generate(InteropCases::late).limit(2));

        assertStatus(
                GrpcCode.DEADLINE_EXCEEDED,
                null,
                () -> slow.accept(stub.with(CallOptions.DEFAULT.withTimeout(Duration.ofMillis(1)))));
    }

    @Test
    void rpcSoak() {
        IntStream.range(0, 100).forEach(i -> assertLarge(stub));
    }

    @Test
    void channelSoak() {
        for (int i = 0; i < 20; i++) {
            try (Client another = client(0)) {
                assertLarge(TestServiceClient.of(another, "grpc.testing.TestService")
                        .with(options));
            }
        }
    }

    /** Makes the case {@code client_compressed_unary}, for servers that take gzip; grpc-go's takes none. */
    final void makeCompressedUnary() {
        try (Client packing = client(1)) {
            assertLarge(
                    TestServiceClient.of(packing, "grpc.testing.TestService").with(options));
        }
    }

    private Client client(int compressFrom) {
        return Service.builder()
                .environment(Map.of())
                .transport("grpc")
                .transportOptions(transport -> transport.compressFrom(compressFrom))
                .registry(new MemoryRegistry())
                .client(calls -> calls.withRetries(0))
                .clientInterceptor(told)
                .buildClient();
    }

    private void talk(Consumer<Exchange<StreamingOutputCallRequest, StreamingOutputCallResponse>> words) {
        try (var talk = client.open("grpc.testing.TestService", TestServiceEndpoints.FULL_DUPLEX_CALL, options)) {
            words.accept(talk);
        }
    }

    private static void assertLarge(TestService service) {
        SimpleResponse response = service.unaryCall(SimpleRequest.newBuilder()
                .setResponseSize(LARGE_RESPONSE)
                .setPayload(payload(LARGE_REQUEST))
                .build());

        assertThat(response.getPayload().getBody()).isEqualTo(ByteString.copyFrom(new byte[LARGE_RESPONSE]));
    }

    /** @param message null for any */
    private static void assertStatus(GrpcCode code, @Nullable String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MicroException.class, failure -> {
            GrpcStatus status = GrpcStatus.of(failure);
            assertThat(status.code()).as("%s", status).isEqualTo(code);
            assertThat(status.message()).isEqualTo(message == null ? status.message() : message);
        });
    }

    private static void throwing(MicroException failure) {
        throw failure;
    }

    private static StreamingInputCallRequest late() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamingInputCallRequest.getDefaultInstance();
    }

    private static SimpleRequest refused(EchoStatus status) {
        return SimpleRequest.newBuilder().setResponseStatus(status).build();
    }

    private static StreamingOutputCallRequest request(int size, int responseSize) {
        return StreamingOutputCallRequest.newBuilder()
                .addResponseParameters(parameters(responseSize))
                .setPayload(payload(size))
                .build();
    }

    private static ResponseParameters parameters(int size) {
        return ResponseParameters.newBuilder().setSize(size).build();
    }

    private static int size(StreamingOutputCallResponse response) {
        return response.getPayload().getBody().size();
    }

    private static Payload payload(int size) {
        return Payload.newBuilder().setBody(ByteString.copyFrom(new byte[size])).build();
    }
}
