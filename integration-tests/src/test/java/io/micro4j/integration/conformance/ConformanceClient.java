package io.micro4j.integration.conformance;

import connectrpc.conformance.v1.ClientCompat.ClientCompatRequest;
import connectrpc.conformance.v1.ClientCompat.ClientCompatResponse;
import connectrpc.conformance.v1.ClientCompat.ClientErrorResult;
import connectrpc.conformance.v1.ClientCompat.ClientResponseResult;
import connectrpc.conformance.v1.ConfigOuterClass.Compression;
import io.micro4j.client.Client;
import io.micro4j.integration.grpc.Told;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import io.micro4j.transport.Tls;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The client under test: makes each call that the suite asks for, several at once, and says how it went. */
final class ConformanceClient {
    private static final int TOGETHER = 8;

    private ConformanceClient() {}

    public static void main(String[] arguments) throws IOException {
        ExecutorService callers = Executors.newFixedThreadPool(TOGETHER);
        for (ClientCompatRequest next = read(); next != null; next = read()) {
            ClientCompatRequest asked = next;
            callers.execute(() -> Suite.write(answer(asked)));
        }
        callers.shutdown();
    }

    private static ClientCompatRequest read() throws IOException {
        return Suite.read(ClientCompatRequest.parser());
    }

    private static ClientCompatResponse answer(ClientCompatRequest asked) {
        ClientCompatResponse.Builder answer = ClientCompatResponse.newBuilder().setTestName(asked.getTestName());
        Told told = new Told();
        try (Client client = client(asked, told)) {
            ClientResponseResult result = new AskedCall(client, asked, told).make();
            return answer.setResponse(result).build();
        } catch (Exception e) { // the suite is told, and counts the case as failed
            return answer.setError(ClientErrorResult.newBuilder().setMessage(e.toString()))
                    .build();
        }
    }

    private static Client client(ClientCompatRequest asked, Told told) throws IOException {
        Tls tls = asked.getServerTlsCert().isEmpty()
                ? null
                : Suite.identified(Suite.trusting(Tls.DEFAULT, asked.getServerTlsCert()), asked.getClientTlsCreds());
        int compressFrom = asked.getCompression() == Compression.COMPRESSION_GZIP ? 1 : 0;
        return Service.builder()
                .environment(Map.of())
                .transport("grpc")
                .transportOptions(
                        options -> options.tls(tls).compressFrom(compressFrom).ioThreads(1))
                .registry(new MemoryRegistry())
                .client(options -> options.withRetries(0))
                .clientInterceptor(told)
                .buildClient();
    }
}
