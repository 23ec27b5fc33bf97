package io.micro4j.server;

import io.micro4j.stub.Routes;

/** Stands in for the runtime's type. */
@FunctionalInterface
public interface Handler {
    void bind(Routes routes);
}
