package io.micro4j.server;

import io.micro4j.stub.Routes;

/** Serves some endpoints. Generated: {@code GreeterHandler.of(greeter)}. */
@FunctionalInterface
public interface Handler {
    /** Names each endpoint to {@code routes}, with the method that serves it. */
    void bind(Routes routes);
}
