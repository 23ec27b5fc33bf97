package io.micro4j.client;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.codec.Encoded;
import io.micro4j.stub.AsyncCaller;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Calls the nodes of one service without blocking. */
final class AsyncServiceCaller implements AsyncCaller {
    private final ClientCore core;
    private final String service;
    private final CallOptions options;

    AsyncServiceCaller(ClientCore core, String service, CallOptions options) {
        this.core = core;
        this.service = service;
        this.options = options;
    }

    @Override
    public <Q, R> CompletableFuture<R> unary(Endpoint<Q, R> endpoint, Q request) {
        EndpointCodec<Q, R> codec = core.codec(endpoint, options);
        OutgoingCall call = core.call(service, endpoint, codec, options);
        Encoded message;
        try {
            message = ServiceCaller.encode(call, codec, request);
        } catch (MicroException e) {
            return CompletableFuture.failedFuture(e);
        }
        FutureCall<R> reply = new FutureCall<>(call, codec.replies(), core.callbacks(), NoRequests.INSTANCE);
        Socket socket = core.open(call, reply);
        CompletableFuture<R> future = reply.bind(socket, core.threads().timers());
        socket.request(1);
        socket.send(message);
        socket.end(End.OK);
        return future;
    }

    @Override
    public <Q, R> Flow.Publisher<R> serverStream(Endpoint<Q, R> endpoint, Q request) {
        EndpointCodec<Q, R> codec = core.codec(endpoint, options);
        return replies(endpoint, codec, new OneRequest<>(codec.requests(), request));
    }

    @Override
    public <Q, R> CompletableFuture<R> clientStream(Endpoint<Q, R> endpoint, Flow.Publisher<Q> requests) {
        EndpointCodec<Q, R> codec = core.codec(endpoint, options);
        OutgoingCall call = core.call(service, endpoint, codec, options);
        PublishedRequests<Q> published = new PublishedRequests<>(codec.requests(), requests);
        FutureCall<R> reply = new FutureCall<>(call, codec.replies(), core.callbacks(), published);
        Socket socket = core.open(call, reply);
        CompletableFuture<R> future = reply.bind(socket, core.threads().timers());
        socket.request(1);
        published.start(call, socket);
        return future;
    }

    @Override
    public <Q, R> Flow.Publisher<R> bidiStream(Endpoint<Q, R> endpoint, Flow.Publisher<Q> requests) {
        EndpointCodec<Q, R> codec = core.codec(endpoint, options);
        return replies(endpoint, codec, new PublishedRequests<>(codec.requests(), requests));
    }

    private <Q, R> Flow.Publisher<R> replies(Endpoint<Q, R> endpoint, EndpointCodec<Q, R> codec, Requests<Q> requests) {
        return new PublishedReplies<>(core, core.call(service, endpoint, codec, options), requests, codec.replies())
                .publisher();
    }

    @Override
    public String toString() {
        return "AsyncCaller[" + service + "]";
    }
}
