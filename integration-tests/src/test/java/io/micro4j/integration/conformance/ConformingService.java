package io.micro4j.integration.conformance;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import connectrpc.conformance.v1.ConformanceService;
import connectrpc.conformance.v1.Service.BidiStreamRequest;
import connectrpc.conformance.v1.Service.BidiStreamResponse;
import connectrpc.conformance.v1.Service.ClientStreamRequest;
import connectrpc.conformance.v1.Service.ClientStreamResponse;
import connectrpc.conformance.v1.Service.ConformancePayload;
import connectrpc.conformance.v1.Service.ConformancePayload.RequestInfo;
import connectrpc.conformance.v1.Service.IdempotentUnaryRequest;
import connectrpc.conformance.v1.Service.IdempotentUnaryResponse;
import connectrpc.conformance.v1.Service.ServerStreamRequest;
import connectrpc.conformance.v1.Service.ServerStreamResponse;
import connectrpc.conformance.v1.Service.StreamResponseDefinition;
import connectrpc.conformance.v1.Service.UnaryRequest;
import connectrpc.conformance.v1.Service.UnaryResponse;
import connectrpc.conformance.v1.Service.UnaryResponseDefinition;
import connectrpc.conformance.v1.Service.UnimplementedRequest;
import connectrpc.conformance.v1.Service.UnimplementedResponse;
import io.micro4j.Replies;
import io.micro4j.call.Context;
import io.micro4j.call.Exchange;
import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.MicroException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers each call as its first request says: the suite's {@code service.proto} has the rules. */
final class ConformingService implements ConformanceService {
    @Override
    public UnaryResponse unary(UnaryRequest request) {
        return UnaryResponse.newBuilder()
                .setPayload(one(request.getResponseDefinition(), List.of(request)))
                .build();
    }

    @Override
    public IdempotentUnaryResponse idempotentUnary(IdempotentUnaryRequest request) {
        return IdempotentUnaryResponse.newBuilder()
                .setPayload(one(request.getResponseDefinition(), List.of(request)))
                .build();
    }

    @Override
    public ClientStreamResponse clientStream(Stream<ClientStreamRequest> requests) {
        List<ClientStreamRequest> all = requests.toList();
        UnaryResponseDefinition definition = all.isEmpty()
                ? UnaryResponseDefinition.getDefaultInstance()
                : all.get(0).getResponseDefinition();
        return ClientStreamResponse.newBuilder()
                .setPayload(one(definition, all))
                .build();
    }

    @Override
    public Stream<ServerStreamResponse> serverStream(ServerStreamRequest request) {
        StreamResponseDefinition definition = request.getResponseDefinition();
        begin(definition);
        return Replies.from(out -> new Many(
                        definition,
                        payload -> out.accept(ServerStreamResponse.newBuilder()
                                .setPayload(payload)
                                .build()))
                .sayAll(List.of(request)));
    }

    @Override
    public Stream<BidiStreamResponse> bidiStream(Stream<BidiStreamRequest> requests) {
        return Replies.to(requests, ConformingService::talk);
    }

    @Override
    public UnimplementedResponse unimplemented(UnimplementedRequest request) {
        throw GrpcStatus.of(GrpcCode.UNIMPLEMENTED, "nobody implemented this").toException();
    }

    private static void talk(Exchange<BidiStreamResponse, BidiStreamRequest> caller) throws InterruptedException {
        Optional<BidiStreamRequest> next = caller.receive();
        if (next.isEmpty()) {
            return;
        }
        boolean together = next.get().getFullDuplex();
        StreamResponseDefinition definition = next.get().getResponseDefinition();
        begin(definition);
        Many replies = new Many(
                definition,
                payload -> caller.send(
                        BidiStreamResponse.newBuilder().setPayload(payload).build()));
        List<Message> heard = new ArrayList<>();
        for (; next.isPresent(); next = caller.receive()) {
            heard.add(next.get());
            if (together) {
                if (!replies.hasMore()) {
                    break;
                }
                replies.say(heard);
                heard.clear();
            }
        }
        replies.sayAll(heard);
    }

    private static ConformancePayload one(UnaryResponseDefinition definition, List<? extends Message> requests) {
        Context call = Context.current();
        call.replyHead(Suite.metadata(definition.getResponseHeadersList()));
        call.replyTrailers(Suite.metadata(definition.getResponseTrailersList()));
        pause(definition.getResponseDelayMs());
        RequestInfo information = information(requests);
        if (definition.hasError()) {
            throw Suite.status(definition.getError()).withDetail(information).toException();
        }
        return payload(definition.getResponseData(), information);
    }

    private static void begin(StreamResponseDefinition definition) {
        Context call = Context.current();
        call.replyHead(Suite.metadata(definition.getResponseHeadersList()));
        call.replyTrailers(Suite.metadata(definition.getResponseTrailersList()));
    }

    private static ConformancePayload payload(ByteString data, RequestInfo information) {
        return ConformancePayload.newBuilder()
                .setData(data)
                .setRequestInfo(information)
                .build();
    }

    private static RequestInfo information(List<? extends Message> requests) {
        RequestInfo.Builder information = RequestInfo.newBuilder()
                .addAllRequestHeaders(Suite.headers(Context.current().metadata()))
                .addAllRequests(packed(requests));
        Context.current()
                .deadline()
                .ifPresent(deadline ->
                        information.setTimeoutMs(deadline.remaining().toMillis()));
        return information.build();
    }

    private static List<Any> packed(List<? extends Message> requests) {
        return requests.stream().map((Function<Message, Any>) Any::pack).toList();
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MicroException.cancelled("nobody waits any more");
        }
    }

    /** The replies of one call, one after the other. */
    private static final class Many {
        private final StreamResponseDefinition definition;
        private final Consumer<ConformancePayload> out;
        private int said;

        Many(StreamResponseDefinition definition, Consumer<ConformancePayload> out) {
            this.definition = definition;
            this.out = out;
        }

        boolean hasMore() {
            return said < definition.getResponseDataCount();
        }

        /** Says the next, after {@code requests}; only the first tells of the head. */
        void say(List<? extends Message> requests) {
            RequestInfo information = said == 0
                    ? information(requests)
                    : RequestInfo.newBuilder().addAllRequests(packed(requests)).build();
            pause(definition.getResponseDelayMs());
            out.accept(payload(definition.getResponseData(said++), information));
        }

        void sayAll(List<? extends Message> requests) {
            List<? extends Message> heard = requests;
            while (hasMore()) {
                say(heard);
                heard = List.of();
            }
            if (definition.hasError()) {
                GrpcStatus status = Suite.status(definition.getError());
                throw (said == 0 ? status.withDetail(information(requests)) : status).toException();
            }
        }
    }
}
