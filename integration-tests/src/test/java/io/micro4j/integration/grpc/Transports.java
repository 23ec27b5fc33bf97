package io.micro4j.integration.grpc;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.TransportProvider;
import java.util.ServiceLoader;

/** Opens transports as the builder of services does. */
final class Transports {
    private Transports() {}

    static Transport named(String name, TransportOptions options) {
        return ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow()
                .open(options);
    }
}
