package io.micro4j.integration.go;

import io.micro4j.Micro;
import io.micro4j.client.Client;
import io.micro4j.client.ClientOptions;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import io.micro4j.service.ServiceBuilder;
import io.micro4j.transport.TransportOptions;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Servers and clients in Java that stay on loopback. */
final class JavaSide {
    private JavaSide() {}

    /** Returns a started service {@code peer} at {@code address}, which is closed without waiting for callers. */
    static Service serve(Peer peer, String address) {
        Service service = Micro.configure("peer")
                .registry(new MemoryRegistry())
                .environment(Map.of("MICRO_SERVER_ADDRESS", address))
                .server(options -> options.drainTime(Duration.ZERO))
                .build()
                .handle(PeerHandler.of(peer));
        service.start();
        return service;
    }

    static Client client(UnaryOperator<TransportOptions.Builder> transport) {
        return builder().transportOptions(transport).buildClient();
    }

    static Client client() {
        return builder().buildClient();
    }

    /**
     * Returns a client that speaks {@code wire}.
     *
     * @param wire mucp or grpc
     */
    static Client client(String wire, UnaryOperator<ClientOptions> options) {
        return client(wire, options, UnaryOperator.identity());
    }

    /**
     * Returns a client that speaks {@code wire}.
     *
     * @param wire mucp or grpc
     */
    static Client client(
            String wire, UnaryOperator<ClientOptions> options, UnaryOperator<TransportOptions.Builder> transport) {
        return builder()
                .transport(wire.equals("grpc") ? "grpc" : "http")
                .client(options)
                .transportOptions(transport)
                .buildClient();
    }

    private static ServiceBuilder builder() {
        return Service.builder().registry(new MemoryRegistry()).environment(Map.of());
    }
}
