package io.micro4j.integration.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.micro4j.Micro;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** grpc-java's client against our server. Each test is the case of its name. */
@Tag("slow")
@Timeout(60)
final class JavaClientTest {
    private static final int[] REQUESTS = {27_182, 8, 1_828, 45_904};
    private static final int[] RESPONSES = {31_415, 9, 2_653, 58_979};
    private static final CallOptions OPTIONS = CallOptions.DEFAULT;

    private final Service service = Micro.configure("interop")
            .environment(Map.of())
            .registry(new MemoryRegistry())
            .transportOptions(options -> options.compressFrom(1_000))
            .server(options -> options.address("127.0.0.1:0").drainTime(Duration.ZERO))
            .build()
            .handle(TestServiceHandler.of(new InteropService()));
    private ManagedChannel channel;

    @BeforeEach
    void start() {
        service.start();
        channel =
                NettyChannelBuilder.forTarget(service.address()).usePlaintext().build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        service.close();
    }

    @Test
    void emptyUnary() {
        assertThat(ClientCalls.blockingUnaryCall(channel, JavaMethods.EMPTY, OPTIONS, Empty.getDefaultInstance()))
                .isEqualTo(Empty.getDefaultInstance());
    }

    @Test
    void largeUnary() {
        assertLarge(OPTIONS);
    }

    @Test
    void clientCompressedUnary() {
        assertLarge(OPTIONS.withCompression("gzip"));
    }

    @Test
    void clientStreaming() throws Exception {
        var call = ClientCalls.blockingClientStreamingCall(channel, JavaMethods.INPUT, OPTIONS);
        for (int size : REQUESTS) {
            call.write(StreamingInputCallRequest.newBuilder()
                    .setPayload(payload(size))
                    .build());
        }
        call.halfClose();

        assertThat(call.read().getAggregatedPayloadSize()).isEqualTo(74_922);
    }

    @Test
    void serverStreaming() {
        StreamingOutputCallRequest.Builder request = StreamingOutputCallRequest.newBuilder();
        for (int size : RESPONSES) {
            request.addResponseParameters(ResponseParameters.newBuilder().setSize(size));
        }

        List<Integer> sizes = new ArrayList<>();
        ClientCalls.blockingServerStreamingCall(channel, JavaMethods.OUTPUT, OPTIONS, request.build())
                .forEachRemaining(response -> sizes.add(size(response)));

        assertThat(sizes).containsExactly(31_415, 9, 2_653, 58_979);
    }

    @Test
    void pingPong() throws Exception {
        var call = duplex(OPTIONS);
        for (int i = 0; i < REQUESTS.length; i++) {
            call.write(request(REQUESTS[i], RESPONSES[i]));
            assertThat(size(call.read())).isEqualTo(RESPONSES[i]);
        }
        call.halfClose();

        assertThat(call.read()).isNull();
    }

    @Test
    void emptyStream() throws Exception {
        var call = duplex(OPTIONS);
        call.halfClose();

        assertThat(call.read()).isNull();
    }

    @Test
    void customMetadata() {
        Metadata.Key<String> initial = Metadata.Key.of(InteropService.INITIAL, Metadata.ASCII_STRING_MARSHALLER);
        Metadata.Key<byte[]> trailing = Metadata.Key.of(InteropService.TRAILING, Metadata.BINARY_BYTE_MARSHALLER);
        byte[] value = {(byte) 0xab, (byte) 0xab, (byte) 0xab};
        Metadata said = new Metadata();
        said.put(initial, "test_initial_metadata_value");
        said.put(trailing, value);
        AtomicReference<Metadata> head = new AtomicReference<>();
        AtomicReference<Metadata> trailers = new AtomicReference<>();
        Channel saying = ClientInterceptors.intercept(
                channel,
                MetadataUtils.newAttachHeadersInterceptor(said),
                MetadataUtils.newCaptureMetadataInterceptor(head, trailers));

        ClientCalls.blockingUnaryCall(
                saying,
                JavaMethods.UNARY,
                OPTIONS,
                SimpleRequest.newBuilder().setResponseSize(1).build());

        assertThat(head.get().get(initial)).isEqualTo("test_initial_metadata_value");
        assertThat(trailers.get().get(trailing)).isEqualTo(value);
    }

    @Test
    void statusCodeAndMessage() {
        EchoStatus status = EchoStatus.newBuilder()
                .setCode(2)
                .setMessage("test status message")
                .build();

        assertStatus(Status.Code.UNKNOWN, "test status message", () -> refused(status));
    }

    @Test
    void specialStatusMessage() {
        String message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
        EchoStatus status =
                EchoStatus.newBuilder().setCode(2).setMessage(message).build();

        assertStatus(Status.Code.UNKNOWN, message, () -> refused(status));
    }

    @Test
    void unimplementedMethod() {
        assertStatus(Status.Code.UNIMPLEMENTED, null, () -> empty("TestService/UnimplementedCall"));
        assertStatus(Status.Code.UNIMPLEMENTED, null, () -> empty("TestService/NothingOfTheKind"));
    }

    @Test
    void unimplementedService() {
        assertStatus(Status.Code.UNIMPLEMENTED, null, () -> empty("UnimplementedService/UnimplementedCall"));
    }

    @Test
    void cancelAfterBegin() {
        var call = ClientCalls.blockingClientStreamingCall(channel, JavaMethods.INPUT, OPTIONS);

        call.cancel("the case says so", null);

        assertThatThrownBy(call::read)
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.CANCELLED));
    }

    @Test
    void cancelAfterFirstResponse() throws Exception {
        var call = duplex(OPTIONS);
        call.write(request(REQUESTS[0], RESPONSES[0]));
        assertThat(size(call.read())).isEqualTo(RESPONSES[0]);

        call.cancel("the case says so", null);

        assertThatThrownBy(call::read)
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.CANCELLED));
    }

    @Test
    void timeoutOnSleepingServer() throws Exception {
        var call = duplex(OPTIONS.withDeadlineAfter(200, TimeUnit.MILLISECONDS));
        call.write(StreamingOutputCallRequest.newBuilder()
                .addResponseParameters(
                        ResponseParameters.newBuilder().setSize(1).setIntervalUs(20_000_000))
                .build());

        assertThatThrownBy(call::read)
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
    }

    private BlockingClientCall<StreamingOutputCallRequest, StreamingOutputCallResponse> duplex(CallOptions options) {
        return ClientCalls.blockingBidiStreamingCall(channel, JavaMethods.DUPLEX, options);
    }

    private void assertLarge(CallOptions options) {
        SimpleResponse response = ClientCalls.blockingUnaryCall(
                channel,
                JavaMethods.UNARY,
                options,
                SimpleRequest.newBuilder()
                        .setResponseSize(314_159)
                        .setPayload(payload(271_828))
                        .build());

        assertThat(response.getPayload()).isEqualTo(payload(314_159));
    }

    private void refused(EchoStatus status) {
        ClientCalls.blockingUnaryCall(
                channel,
                JavaMethods.UNARY,
                OPTIONS,
                SimpleRequest.newBuilder().setResponseStatus(status).build());
    }

    private void empty(String name) {
        ClientCalls.blockingUnaryCall(channel, JavaMethods.empty(name), OPTIONS, Empty.getDefaultInstance());
    }

    /** @param message null for any */
    private static void assertStatus(Status.Code code, @Nullable String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
            Status status = failure.getStatus();
            assertThat(status.getCode()).as("%s", status).isEqualTo(code);
            assertThat(status.getDescription()).isEqualTo(message == null ? status.getDescription() : message);
        });
    }

    private static StreamingOutputCallRequest request(int size, int responseSize) {
        return StreamingOutputCallRequest.newBuilder()
                .addResponseParameters(ResponseParameters.newBuilder().setSize(responseSize))
                .setPayload(payload(size))
                .build();
    }

    private static int size(StreamingOutputCallResponse response) {
        return response.getPayload().getBody().size();
    }

    private static Payload payload(int size) {
        return Payload.newBuilder().setBody(ByteString.copyFrom(new byte[size])).build();
    }
}
