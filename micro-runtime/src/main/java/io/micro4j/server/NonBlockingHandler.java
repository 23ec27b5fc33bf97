package io.micro4j.server;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Shape;
import io.micro4j.stub.Routes;
import java.util.Set;

/** A handler some of whose methods run on I/O threads. */
record NonBlockingHandler(Handler handler, Set<Endpoint<?, ?>> endpoints) implements Handler {
    NonBlockingHandler {
        for (Endpoint<?, ?> endpoint : endpoints) {
            if (endpoint.shape() != Shape.UNARY) {
                throw new IllegalArgumentException(
                        endpoint + " streams, and waits between its messages; leave it out of nonBlocking()");
            }
        }
    }

    @Override
    public void bind(Routes routes) {
        if (routes instanceof RouteBinder binder) {
            binder.nonBlocking(endpoints, handler);
        } else {
            handler.bind(routes);
        }
    }
}
