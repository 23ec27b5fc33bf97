package io.micro4j.server;

import io.micro4j.call.Endpoint;
import io.micro4j.stub.AsyncRoutes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** Takes the endpoints of a handler whose methods do not block. */
record AsyncBinder(RouteBinder binder) implements AsyncRoutes {
    @Override
    public <Q, R> void unary(Endpoint<Q, R> endpoint, Function<Q, CompletableFuture<R>> method) {
        binder.serve(endpoint, method, OneRequest::new, ReplyFuture::new);
    }

    @Override
    public <Q, R> void serverStream(Endpoint<Q, R> endpoint, Function<Q, Flow.Publisher<R>> method) {
        binder.serve(endpoint, method, OneRequest::new, ReplyPublisher::new);
    }

    @Override
    public <Q, R> void clientStream(Endpoint<Q, R> endpoint, Function<Flow.Publisher<Q>, CompletableFuture<R>> method) {
        binder.serve(endpoint, method, RequestPublisher::new, ReplyFuture::new);
    }

    @Override
    public <Q, R> void bidiStream(Endpoint<Q, R> endpoint, Function<Flow.Publisher<Q>, Flow.Publisher<R>> method) {
        binder.serve(endpoint, method, RequestPublisher::new, ReplyPublisher::new);
    }
}
