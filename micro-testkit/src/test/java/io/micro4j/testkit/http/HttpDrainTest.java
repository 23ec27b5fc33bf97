package io.micro4j.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.client.ClientOptions;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.testkit.RawConnection;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the clients of a server that stops let go of it, and what becomes of a request that crosses its goodbye. */
@Timeout(60)
final class HttpDrainTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("test.Drained", "Echo", TEXT, TEXT);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final String GOODBYE = "HTTP/1.1 503 Service Unavailable\r\n"
            + "Connection: close\r\n"
            + "Micro-Unstarted: true\r\n"
            + "Micro-Error: {\"id\":\"go.micro.server\",\"code\":503,\"detail\":"
            + "\"the server is stopping; call another node\",\"status\":\"Service Unavailable\"}\r\n"
            + "Content-Length: 0\r\n\r\n";
    private static final String REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\n\2hi";

    private final HttpTransport transport = HttpTransport.open(TransportOptions.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private final RandomSelector selector = new RandomSelector(registry);
    private final Client client = ClientBuilder.of(transport, selector)
            .options(ClientOptions.DEFAULT.withRetries(0))
            .codecs(Codecs.load())
            .build();

    @AfterEach
    void close() {
        client.close();
        selector.close();
        transport.close();
        registry.close();
    }

    private Server start() {
        ServerOptions options = ServerOptions.of("drained").toBuilder()
                .address("127.0.0.1:0")
                .drainTime(DRAIN)
                .build();
        Server server = Server.create(options, transport, registry, Codecs.load())
                .handle(routes -> routes.unary(ECHO, text -> text));
        server.start();
        return server;
    }

    private static Duration timeOf(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private StringValue call(String... addresses) {
        return client.caller("drained")
                .with(CallOptions.DEFAULT.withAddresses(addresses))
                .unary(ECHO, StringValue.of("hi"));
    }

    @Test
    void aServerThatStopsDoesNotWaitForIdleConnections() {
        Server server = start();
        call(server.address());

        assertThat(timeOf(server::stop)).isLessThan(DRAIN.dividedBy(3));
    }

    @Test
    void aClientThatCouldNotTellTheGoodbyeFromAnAnswerIsNotTold() {
        Server server = start();
        try (RawConnection connection = RawConnection.to(server.address())) {
            connection.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nUser-Agent: Go-http-client/1.1\r\nContent-Type: application/json\r\n"
                            + "Micro-Endpoint: Debug.Health\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(connection.response().status()).isEqualTo(200);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);

            assertThat(connection.isSilentFor(Duration.ofMillis(500))).isTrue();
            assertThat(stopped).isNotDone();
            connection.halfClose();
            stopped.join();
        }
    }

    @Test
    void aRequestThatCrossesTheGoodbyeWasNeverStarted() throws Exception {
        Server healthy = start();
        try (ServerSocket stopping = new ServerSocket(0)) {
            CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> answer(stopping, GOODBYE));
            CallOptions either = CallOptions.DEFAULT
                    .withAddresses("127.0.0.1:" + stopping.getLocalPort(), healthy.address())
                    .withRetries(1);
            while (!answers.isDone()) {
                assertThat(client.caller("drained")
                                .with(either)
                                .unary(ECHO, StringValue.of("hi"))
                                .getValue())
                        .isEqualTo("hi");
            }
            answers.join();
        }
        healthy.stop();
    }

    @Test
    void aGoodbyeRightBehindAReplyIsNoSecondReply() throws Exception {
        for (int part : new int[] {GOODBYE.length(), 1, 40}) {
            try (ServerSocket stopping = new ServerSocket(0)) {
                CompletableFuture<Void> answers =
                        CompletableFuture.runAsync(() -> answer(stopping, REPLY + GOODBYE.substring(0, part)));
                assertThat(call("127.0.0.1:" + stopping.getLocalPort()).getValue())
                        .isEqualTo("hi");
                answers.join();
            }
        }
    }

    /** Takes one connection, reads its request, and answers. */
    private static void answer(ServerSocket listener, String answer) {
        try (Socket socket = listener.accept()) {
            byte[] request = new byte[4096];
            int length = 0;
            while (!new String(request, 0, length, StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n\n\2hi")) {
                length += socket.getInputStream().read(request, length, request.length - length);
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
