package io.micro4j.integration.conformance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import connectrpc.conformance.v1.ClientCompat.ClientCompatRequest;
import connectrpc.conformance.v1.ClientCompat.ClientCompatRequest.Cancel.CancelTimingCase;
import connectrpc.conformance.v1.ClientCompat.ClientResponseResult;
import connectrpc.conformance.v1.ConfigOuterClass.StreamType;
import connectrpc.conformance.v1.ConformanceServiceClient;
import connectrpc.conformance.v1.ConformanceServiceEndpoints;
import connectrpc.conformance.v1.Service.BidiStreamRequest;
import connectrpc.conformance.v1.Service.BidiStreamResponse;
import connectrpc.conformance.v1.Service.ClientStreamRequest;
import connectrpc.conformance.v1.Service.ClientStreamResponse;
import connectrpc.conformance.v1.Service.ConformancePayload;
import connectrpc.conformance.v1.Service.IdempotentUnaryRequest;
import connectrpc.conformance.v1.Service.IdempotentUnaryResponse;
import connectrpc.conformance.v1.Service.ServerStreamRequest;
import connectrpc.conformance.v1.Service.ServerStreamResponse;
import connectrpc.conformance.v1.Service.UnaryRequest;
import connectrpc.conformance.v1.Service.UnaryResponse;
import connectrpc.conformance.v1.Service.UnimplementedRequest;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Cancellation;
import io.micro4j.call.Context;
import io.micro4j.call.Deadline;
import io.micro4j.call.Exchange;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.integration.grpc.Told;
import io.micro4j.transport.End;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Function;
import java.util.stream.Stream;

/** One call as the suite asks for it, made with the generated client. */
final class AskedCall {
    /** So long that it is not said. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Client client;
    private final ClientCompatRequest asked;
    private final Told told;
    private final CallOptions options;
    private final ConformanceServiceClient stub;
    private final ClientResponseResult.Builder result = ClientResponseResult.newBuilder();

    AskedCall(Client client, ClientCompatRequest asked, Told told) {
        this.client = client;
        this.asked = asked;
        this.told = told;
        CallOptions options =
                CallOptions.DEFAULT.withTimeout(FOR_EVER).withAddresses(asked.getHost() + ":" + asked.getPort());
        Metadata metadata = Suite.metadata(asked.getRequestHeadersList());
        for (int i = 0; i < metadata.size(); i++) {
            options = options.withMetadata(metadata.name(i), metadata.value(i));
        }
        this.options = options;
        this.stub = ConformanceServiceClient.of(client, asked.getService()).with(options);
    }

    /** Makes the call, and returns how it went. */
    ClientResponseResult make() throws Exception {
        Context context = Context.of(
                Metadata.EMPTY,
                asked.hasTimeoutMs() ? Deadline.after(Duration.ofMillis(asked.getTimeoutMs())) : null,
                "",
                "",
                new Cancellation());
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.run(() -> {
            try {
                call();
                done.complete(null);
            } catch (MicroException e) {
                result.setError(Suite.error(GrpcStatus.of(e)));
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        done.get();
        End end = told.end().get(10, SECONDS);
        if (!end.isOk() && !result.hasError()) {
            result.setError(Suite.error(GrpcStatus.of(end.toException())));
        }
        return result.addAllResponseHeaders(Suite.headers(told.head()))
                .addAllResponseTrailers(Suite.headers(end.trailers()))
                .build();
    }

    private void call() throws Exception {
        switch (asked.getMethod()) {
            case "Unary" -> await(stub.async().unary(only(UnaryRequest.class)), UnaryResponse::getPayload);
            case "IdempotentUnary" ->
                await(
                        stub.async().idempotentUnary(only(IdempotentUnaryRequest.class)),
                        IdempotentUnaryResponse::getPayload);
            case "Unimplemented" ->
                await(
                        stub.async().unimplemented(only(UnimplementedRequest.class)),
                        reply -> ConformancePayload.getDefaultInstance());
            case "ServerStream" -> serverStream();
            case "ClientStream" -> clientStream();
            case "BidiStream" -> bidiStream();
            default -> throw new IllegalArgumentException("There is no method " + asked.getMethod());
        }
    }

    private <R> void await(CompletableFuture<R> reply, Function<R, ConformancePayload> payload) throws Exception {
        if (asked.hasCancel()) {
            CompletableFuture.delayedExecutor(asked.getCancel().getAfterCloseSendMs(), MILLISECONDS)
                    .execute(() -> reply.cancel(true));
        }
        try {
            result.addPayloads(payload.apply(reply.get()));
        } catch (CancellationException cancelled) {
            if (!asked.hasCancel()) {
                throw cancelled; // else the end of the call says so
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MicroException failure ? failure : e;
        }
    }

    private void serverStream() throws Exception {
        Thread caller = Thread.currentThread();
        if (cancels(CancelTimingCase.AFTER_CLOSE_SEND_MS)) {
            CompletableFuture.delayedExecutor(asked.getCancel().getAfterCloseSendMs(), MILLISECONDS)
                    .execute(caller::interrupt);
        }
        try (Stream<ServerStreamResponse> replies = stub.serverStream(only(ServerStreamRequest.class))) {
            for (Iterator<ServerStreamResponse> each = replies.iterator(); !isEnough() && each.hasNext(); ) {
                result.addPayloads(each.next().getPayload());
            }
        } finally {
            Thread.interrupted(); // the call has heard it
        }
    }

    private void clientStream() throws Exception {
        try (SubmissionPublisher<ClientStreamRequest> requests = new SubmissionPublisher<>()) {
            CompletableFuture<ClientStreamResponse> reply = stub.async().clientStream(requests);
            for (Any next : asked.getRequestMessagesList()) {
                Thread.sleep(asked.getRequestDelayMs());
                requests.submit(next.unpack(ClientStreamRequest.class));
            }
            if (cancels(CancelTimingCase.BEFORE_CLOSE_SEND)) {
                reply.cancel(true);
            } else {
                requests.close();
            }
            await(reply, ClientStreamResponse::getPayload);
        }
    }

    private void bidiStream() throws Exception {
        boolean together = asked.getStreamType() == StreamType.STREAM_TYPE_FULL_DUPLEX_BIDI_STREAM;
        try (Exchange<BidiStreamRequest, BidiStreamResponse> talk =
                client.open(asked.getService(), ConformanceServiceEndpoints.BIDI_STREAM, options)) {
            for (Any next : asked.getRequestMessagesList()) {
                Thread.sleep(asked.getRequestDelayMs());
                talk.send(next.unpack(BidiStreamRequest.class));
                if (together && (!receive(talk) || isEnough())) {
                    break;
                }
            }
            if (isEnough() || cancels(CancelTimingCase.BEFORE_CLOSE_SEND)) {
                return; // closing cancels
            }
            talk.halfClose();
            if (cancels(CancelTimingCase.AFTER_CLOSE_SEND_MS)) {
                Thread.sleep(asked.getCancel().getAfterCloseSendMs());
                return;
            }
            while (!isEnough() && receive(talk)) {
                // the next
            }
        }
    }

    private boolean receive(Exchange<?, BidiStreamResponse> talk) {
        Optional<BidiStreamResponse> reply = talk.receive();
        reply.ifPresent(said -> result.addPayloads(said.getPayload()));
        return reply.isPresent();
    }

    private boolean cancels(CancelTimingCase when) {
        return asked.hasCancel() && asked.getCancel().getCancelTimingCase() == when;
    }

    /** Returns whether as many replies came as there may before the call is cancelled. */
    private boolean isEnough() {
        return cancels(CancelTimingCase.AFTER_NUM_RESPONSES)
                && result.getPayloadsCount() >= asked.getCancel().getAfterNumResponses();
    }

    private <Q extends Message> Q only(Class<Q> type) throws InvalidProtocolBufferException {
        return asked.getRequestMessages(0).unpack(type);
    }
}
