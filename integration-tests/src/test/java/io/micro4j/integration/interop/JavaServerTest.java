package io.micro4j.integration.interop;

import com.google.protobuf.ByteString;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our client against a server on grpc-java. */
final class JavaServerTest extends InteropCases {
    private static final Metadata.Key<String> INITIAL =
            Metadata.Key.of(InteropService.INITIAL, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> TRAILING =
            Metadata.Key.of(InteropService.TRAILING, Metadata.BINARY_BYTE_MARSHALLER);

    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerInterceptors.intercept(service(), new Echo()))
                .build()
                .start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }

    @Override
    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Test
    void clientCompressedUnary() {
        makeCompressedUnary();
    }

    private static ServerServiceDefinition service() {
        return ServerServiceDefinition.builder("grpc.testing.TestService")
                .addMethod(JavaMethods.EMPTY, ServerCalls.asyncUnaryCall((request, replies) -> {
                    replies.onNext(request);
                    replies.onCompleted();
                }))
                .addMethod(JavaMethods.UNARY, ServerCalls.asyncUnaryCall(JavaServerTest::unary))
                .addMethod(JavaMethods.OUTPUT, ServerCalls.asyncServerStreamingCall((request, replies) -> {
                    answer(request, replies);
                    replies.onCompleted();
                }))
                .addMethod(JavaMethods.INPUT, ServerCalls.asyncClientStreamingCall(Sum::new))
                .addMethod(JavaMethods.DUPLEX, ServerCalls.asyncBidiStreamingCall(Talk::new))
                .build();
    }

    private static void unary(SimpleRequest request, StreamObserver<SimpleResponse> replies) {
        if (request.hasResponseStatus()) {
            replies.onError(status(request.getResponseStatus()));
            return;
        }
        replies.onNext(SimpleResponse.newBuilder()
                .setPayload(payload(request.getResponseSize()))
                .build());
        replies.onCompleted();
    }

    private static void answer(
            StreamingOutputCallRequest request, StreamObserver<StreamingOutputCallResponse> replies) {
        request.getResponseParametersList()
                .forEach(wanted -> replies.onNext(StreamingOutputCallResponse.newBuilder()
                        .setPayload(payload(wanted.getSize()))
                        .build()));
    }

    private static Exception status(EchoStatus status) {
        return Status.fromCodeValue(status.getCode())
                .withDescription(status.getMessage())
                .asRuntimeException();
    }

    private static Payload payload(int size) {
        return Payload.newBuilder().setBody(ByteString.copyFrom(new byte[size])).build();
    }

    /** Adds up what comes. */
    private static final class Sum implements StreamObserver<StreamingInputCallRequest> {
        private final StreamObserver<StreamingInputCallResponse> replies;
        private int sum;

        Sum(StreamObserver<StreamingInputCallResponse> replies) {
            this.replies = replies;
        }

        @Override
        public void onNext(StreamingInputCallRequest request) {
            sum += request.getPayload().getBody().size();
        }

        @Override
        public void onError(Throwable cancelled) {}

        @Override
        public void onCompleted() {
            replies.onNext(StreamingInputCallResponse.newBuilder()
                    .setAggregatedPayloadSize(sum)
                    .build());
            replies.onCompleted();
        }
    }

    /** Answers each request as it comes. */
    private record Talk(StreamObserver<StreamingOutputCallResponse> replies)
            implements StreamObserver<StreamingOutputCallRequest> {
        @Override
        public void onNext(StreamingOutputCallRequest request) {
            if (request.hasResponseStatus()) {
                replies.onError(status(request.getResponseStatus()));
            } else {
                answer(request, replies);
            }
        }

        @Override
        public void onError(Throwable cancelled) {}

        @Override
        public void onCompleted() {
            replies.onCompleted();
        }
    }

    /** Says the metadata of the cases again. */
    private static final class Echo implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata said, ServerCallHandler<Q, R> next) {
            return next.startCall(
                    new SimpleForwardingServerCall<>(call) {
                        @Override
                        public void sendHeaders(Metadata headers) {
                            copy(INITIAL, said, headers);
                            super.sendHeaders(headers);
                        }

                        @Override
                        public void close(Status status, Metadata trailers) {
                            copy(TRAILING, said, trailers);
                            super.close(status, trailers);
                        }
                    },
                    said);
        }

        private static <T> void copy(Metadata.Key<T> key, Metadata from, Metadata to) {
            T value = from.get(key);
            if (value != null) {
                to.put(key, value);
            }
        }
    }
}
