package io.micro4j.server;

import io.micro4j.call.Endpoint;
import io.micro4j.stub.Routes;
import java.util.Set;

/** Serves some endpoints. Generated: {@code GreeterHandler.of(greeter)}. */
@FunctionalInterface
public interface Handler {
    /** Names each endpoint to {@code routes}, with the method that serves it. */
    void bind(Routes routes);

    /**
     * Returns this handler, but that the methods of {@code endpoints} run on the threads that move bytes. That saves two hand-overs a call, and is for
     * methods that only compute, and not for long: one that waited would hold up every call of the process.
     *
     * @param endpoints endpoints that this handler serves, with one request and one reply each
     */
    default Handler nonBlocking(Endpoint<?, ?>... endpoints) {
        return new NonBlockingHandler(this, Set.of(endpoints));
    }
}
