package io.micro4j.testkit.tls;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.TransportProvider;
import java.util.ServiceLoader;

/** Transports as users get them. */
final class Transports {
    private Transports() {}

    static Transport open(String name, TransportOptions options) {
        return ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow()
                .open(options);
    }
}
