package io.micro4j.integration.interop;

import com.google.protobuf.ByteString;
import io.micro4j.call.Context;
import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import java.util.List;
import java.util.stream.Stream;

/** What the cases call. */
final class InteropService implements TestService {
    static final String INITIAL = "x-grpc-test-echo-initial";
    static final String TRAILING = "x-grpc-test-echo-trailing-bin";

    @Override
    public Empty emptyCall(Empty request) {
        return request;
    }

    @Override
    public SimpleResponse unaryCall(SimpleRequest request) {
        echoMetadata();
        refuse(request.getResponseStatus());
        return SimpleResponse.newBuilder()
                .setPayload(payload(request.getResponseSize()))
                .build();
    }

    @Override
    public Stream<StreamingOutputCallResponse> streamingOutputCall(StreamingOutputCallRequest request) {
        return replies(request);
    }

    @Override
    public StreamingInputCallResponse streamingInputCall(Stream<StreamingInputCallRequest> requests) {
        int sum = requests.mapToInt(request -> request.getPayload().getBody().size())
                .sum();
        return StreamingInputCallResponse.newBuilder()
                .setAggregatedPayloadSize(sum)
                .build();
    }

    @Override
    public Stream<StreamingOutputCallResponse> fullDuplexCall(Stream<StreamingOutputCallRequest> requests) {
        echoMetadata();
        return requests.flatMap(InteropService::replies);
    }

    @Override
    public Stream<StreamingOutputCallResponse> halfDuplexCall(Stream<StreamingOutputCallRequest> requests) {
        List<StreamingOutputCallRequest> all = requests.toList();
        return all.stream().flatMap(InteropService::replies);
    }

    @Override
    public Empty unimplementedCall(Empty request) {
        throw MicroException.notImplemented("no server implements this");
    }

    private static void echoMetadata() {
        Context call = Context.current();
        call.metadata().find(INITIAL).ifPresent(said -> call.replyHead(Metadata.of(INITIAL, said)));
        call.metadata().find(TRAILING).ifPresent(said -> call.replyTrailers(Metadata.of(TRAILING, said)));
    }

    private static Stream<StreamingOutputCallResponse> replies(StreamingOutputCallRequest request) {
        refuse(request.getResponseStatus());
        return request.getResponseParametersList().stream().map(wanted -> {
            pause(wanted.getIntervalUs());
            return StreamingOutputCallResponse.newBuilder()
                    .setPayload(payload(wanted.getSize()))
                    .build();
        });
    }

    private static void refuse(EchoStatus status) {
        if (status.getCode() != 0) {
            throw GrpcStatus.of(GrpcCode.of(Integer.toString(status.getCode())), status.getMessage())
                    .toException();
        }
    }

    private static Payload payload(int size) {
        return Payload.newBuilder().setBody(ByteString.copyFrom(new byte[size])).build();
    }

    private static void pause(int microseconds) {
        try {
            Thread.sleep(microseconds / 1_000, microseconds % 1_000 * 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MicroException.cancelled("nobody waits any more");
        }
    }
}
