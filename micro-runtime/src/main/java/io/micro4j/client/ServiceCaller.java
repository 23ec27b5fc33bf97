package io.micro4j.client;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.stream.CallStream;
import io.micro4j.stub.AsyncCaller;
import io.micro4j.stub.Caller;
import io.micro4j.transport.End;
import io.micro4j.transport.IoThread;
import io.micro4j.transport.Socket;
import java.util.stream.Stream;

/** Calls the nodes of one service, blocking. */
final class ServiceCaller implements Caller {
    private final ClientCore core;
    private final String service;
    private final CallOptions options;

    ServiceCaller(ClientCore core, String service, CallOptions options) {
        this.core = core;
        this.service = service;
        this.options = options;
    }

    @Override
    public Caller with(CallOptions more) {
        return new ServiceCaller(core, service, options.with(more));
    }

    @Override
    public AsyncCaller async() {
        return new AsyncServiceCaller(core, service, options);
    }

    @Override
    public <Q, R> R unary(Endpoint<Q, R> endpoint, Q request) {
        IoThread.refuseToBlock(endpoint.name());
        EndpointCodec<Q, R> codec = core.codec(endpoint, options);
        OutgoingCall call = core.call(service, endpoint, codec, options);
        Encoded message = encode(call, codec, request);
        UnaryCall<R> reply = new UnaryCall<>(call, codec.replies());
        Socket socket = core.open(call, reply);
        socket.request(1);
        socket.send(message);
        socket.end(End.OK);
        return reply.await(socket);
    }

    @Override
    public <Q, R> Stream<R> serverStream(Endpoint<Q, R> endpoint, Q request) {
        EndpointCodec<Q, R> codec = core.codec(endpoint, options);
        return replies(endpoint, codec, new OneRequest<>(codec.requests(), request));
    }

    @Override
    public <Q, R> R clientStream(Endpoint<Q, R> endpoint, Stream<Q> requests) {
        try (requests) {
            IoThread.refuseToBlock(endpoint.name());
            EndpointCodec<Q, R> codec = core.codec(endpoint, options);
            return new UploadCall<>(core.call(service, endpoint, codec, options), codec).call(core, requests);
        }
    }

    @Override
    public <Q, R> Stream<R> bidiStream(Endpoint<Q, R> endpoint, Stream<Q> requests) {
        EndpointCodec<Q, R> codec = core.codec(endpoint, options);
        return replies(
                endpoint,
                codec,
                new DrawnRequests<>(codec.requests(), requests, core.threads().streams()));
    }

    private <Q, R> Stream<R> replies(Endpoint<Q, R> endpoint, EndpointCodec<Q, R> codec, Requests<Q> requests) {
        return CallStream.of(new ReplySource<>(
                core,
                core.call(service, endpoint, codec, options),
                requests,
                codec.replies(),
                core.idleNanos(options)));
    }

    static <Q> Encoded encode(OutgoingCall call, EndpointCodec<Q, ?> codec, Q request) {
        try {
            return codec.requests().encode(request);
        } catch (CodecException e) {
            throw Failure.unwritable(call, e);
        }
    }

    @Override
    public String toString() {
        return "Caller[" + service + "]";
    }
}
