package io.micro4j.integration.go;

import io.micro4j.call.CallOptions;
import io.micro4j.client.Client;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The peers of the matrix: one process a version and wire, which serves and calls, and one server and one client a wire in Java. */
final class Matrix implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, GoPeer> peers = new HashMap<>();
    private final Map<String, Client> clients = new HashMap<>();
    private final Duration poolTtl;
    private @Nullable Service service;

    /** @param poolTtl how old a connection may be when a client takes it up again */
    Matrix(Duration poolTtl) {
        this.poolTtl = poolTtl;
    }

    /** Returns calls along {@code route}. */
    Calls calls(Route route) {
        String wire = route.wire();
        GoPeer peer = peers.computeIfAbsent(
                route.version() + " " + wire,
                key -> keep(GoPeer.start(
                        route.version(), "-name", "peer", "-wire", wire, "-pool-ttl", poolTtl.toSeconds() + "s")));
        return switch (route.direction()) {
            case JAVA_TO_GO ->
                new JavaCalls(
                        clients.computeIfAbsent(
                                wire,
                                key -> keep(JavaSide.client(
                                        wire, options -> options.withRetries(0), options -> options.poolTtl(poolTtl)))),
                        peer.address());
            case GO_TO_JAVA -> new GoCalls(peer, java().address());
            case GO_TO_GO -> new GoCalls(peer, peer.address());
        };
    }

    /** A Java client is told of the messages, and makes gRPC's name of it itself. */
    static CallOptions options(Route route) {
        String type = route.contentType();
        return CallOptions.DEFAULT.withContentType(
                !route.calledByJava()
                        ? type
                        : switch (type) {
                            case "application/grpc+proto" -> "application/protobuf";
                            case "application/grpc+json" -> "application/json";
                            default -> type;
                        });
    }

    private Service java() {
        if (service == null) {
            service = keep(JavaSide.serve(new PeerService(), "127.0.0.1:0"));
        }
        return service;
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
