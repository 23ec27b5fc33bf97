package io.micro4j.integration.go;

import io.micro4j.call.CallOptions;
import io.micro4j.client.Client;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The peers of the matrix: one process a version and wire, which serves and calls, and one server and one client in Java. */
final class Matrix implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, GoPeer> peers = new HashMap<>();
    private @Nullable Service java;
    private @Nullable Client client;

    /** Returns calls along {@code route}. */
    Calls calls(Route route) {
        GoPeer peer = peers.computeIfAbsent(
                route.version() + " " + route.wire(),
                key -> keep(GoPeer.start(route.version(), "-name", "peer", "-wire", route.wire())));
        return switch (route.direction()) {
            case JAVA_TO_GO -> new JavaCalls(client(), peer.address());
            case GO_TO_JAVA -> new GoCalls(peer, java().address());
            case GO_TO_GO -> new GoCalls(peer, peer.address());
        };
    }

    static CallOptions options(Route route) {
        return CallOptions.DEFAULT.withContentType(route.contentType());
    }

    private Service java() {
        if (java == null) {
            java = keep(JavaSide.serve(new PeerService(), "127.0.0.1:0"));
        }
        return java;
    }

    private Client client() {
        if (client == null) {
            client = keep(Service.builder()
                    .registry(new MemoryRegistry())
                    .environment(Map.of())
                    .client(options -> options.withRetries(0))
                    .buildClient());
        }
        return client;
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
