package io.micro4j.integration.conformance;

import connectrpc.conformance.v1.ConformanceServiceHandler;
import connectrpc.conformance.v1.ServerCompat.ServerCompatRequest;
import connectrpc.conformance.v1.ServerCompat.ServerCompatResponse;
import io.micro4j.Micro;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import io.micro4j.transport.Tls;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The server under test: starts as the suite's first message says, and serves until it is ended. */
final class ConformanceServer {
    private ConformanceServer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ServerCompatRequest asked = Suite.read(ServerCompatRequest.parser());
        if (asked == null) {
            throw new IllegalStateException("The suite did not say what to serve");
        }
        try (Service service = service(asked)) {
            service.start();
            String address = service.address();
            int colon = address.lastIndexOf(':');
            Suite.write(ServerCompatResponse.newBuilder()
                    .setHost(address.substring(0, colon))
                    .setPort(Integer.parseInt(address.substring(colon + 1)))
                    .setPemCert(asked.getServerCreds().getCert())
                    .build());
            new CountDownLatch(1).await(); // the suite ends the process
        }
    }

    private static Service service(ServerCompatRequest asked) throws IOException {
        Tls tls = asked.getUseTls()
                ? Suite.trusting(Suite.identified(Tls.DEFAULT, asked.getServerCreds()), asked.getClientTlsCert())
                        .withClientCertificates(!asked.getClientTlsCert().isEmpty())
                : null;
        return Micro.configure("conformance")
                .environment(Map.of())
                .transport("grpc")
                .transportOptions(options -> options.tls(tls))
                .registry(new MemoryRegistry())
                .server(options -> options.address("127.0.0.1:0").drainTime(Duration.ZERO))
                .build()
                .handle(ConformanceServiceHandler.of(new ConformingService()));
    }
}
