package io.micro4j.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.client.ClientOptions;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocking calls, whose own threads move the bytes, and servers of which each byte is written here. */
@Timeout(60)
final class CallerIoTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("test.Served", "Echo", TEXT, TEXT);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\n\2hi";

    private final ServerSocket server = new ServerSocket(0);
    private final List<Socket> taken = new ArrayList<>();
    private final HttpTransport transport = HttpTransport.open(TransportOptions.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private final RandomSelector selector = new RandomSelector(registry);
    private final Client client = ClientBuilder.of(transport, selector)
            .options(ClientOptions.DEFAULT.withRetries(0))
            .codecs(Codecs.load())
            .build();

    CallerIoTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        client.close();
        selector.close();
        transport.close();
        registry.close();
        for (Socket socket : taken) {
            socket.close();
        }
        server.close();
    }

    private String call(Duration timeout, String text) {
        return client.caller("served")
                .with(CallOptions.DEFAULT
                        .withAddresses("127.0.0.1:" + server.getLocalPort())
                        .withTimeout(timeout))
                .unary(ECHO, StringValue.of(text))
                .getValue();
    }

    private String call() {
        return call(PATIENCE, "hi");
    }

    private Socket accept() throws IOException {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        taken.add(socket);
        return socket;
    }

    private static void readRequest(Socket socket) throws IOException {
        byte[] request = new byte[4096];
        int length = 0;
        while (!new String(request, 0, length, ISO_8859_1).endsWith("\r\n\r\n\n\2hi")) {
            int read = socket.getInputStream().read(request, length, request.length - length);
            assertThat(read).as("bytes of a request").isPositive();
            length += read;
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Takes a connection and answers one request. */
    private CompletableFuture<Socket> answering() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                Socket socket = accept();
                readRequest(socket);
                write(socket, REPLY);
                return socket;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static MicroException failure(ThrowingCallable call) {
        return catchThrowableOfType(MicroException.class, call);
    }

    @Test
    void theNextCallTakesTheConnectionAgain() throws Exception {
        CompletableFuture<Socket> first = answering();
        assertThat(call()).isEqualTo("hi");
        Socket socket = first.join();
        for (int i = 0; i < 3; i++) {
            CompletableFuture<String> next = CompletableFuture.supplyAsync(this::call);
            readRequest(socket);
            write(socket, REPLY);
            assertThat(next.join()).isEqualTo("hi");
        }
    }

    @Test
    void nothingIsWrittenOnAConnectionThatItsPeerLeftOrSpokeOnWhileItWasIdle() throws Exception {
        for (String lastWord : List.of("", REPLY, "HTTP/1.1 503 Service Unavailable\r\n")) {
            CompletableFuture<Socket> first = answering();
            assertThat(call()).isEqualTo("hi");
            Socket left = first.join();
            write(left, lastWord);
            left.shutdownOutput();

            CompletableFuture<Socket> next = answering();
            assertThat(call()).as("after \"%s\"", lastWord).isEqualTo("hi");

            assertThat(left.getInputStream().read()).as("what came after that").isNegative();
            next.join().close();
        }
    }

    @Test
    void anIdleConnectionWhosePeerHasLeftIsClosed() throws Exception {
        CompletableFuture<Socket> first = answering();
        assertThat(call()).isEqualTo("hi");
        Socket left = first.join();

        left.shutdownOutput();

        assertThat(left.getInputStream().read()).as("the client's end").isNegative();
    }

    @Test
    void aReplyAfterWhichTheServerClosesIsTheLastOnItsConnection() throws Exception {
        for (String reply : List.of(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\n\n\2hi",
                "HTTP/1.1 200 OK\r\n\r\n\n\2hi",
                "HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\n\n\2hi")) {
            CompletableFuture<String> called = CompletableFuture.supplyAsync(this::call);
            Socket socket = accept();
            readRequest(socket);
            write(socket, reply);
            if (!reply.contains("Length")) {
                socket.shutdownOutput();
            }
            assertThat(called.join()).isEqualTo("hi");
            assertThat(socket.getInputStream().read()).as("the client's end").isNegative();
        }
    }

    @Test
    void announcementsAndPiecesOfOneByteAreRead() throws Exception {
        CompletableFuture<String> called = CompletableFuture.supplyAsync(this::call);
        Socket socket = accept();
        readRequest(socket);
        for (char c : ("HTTP/1.1 100 Continue\r\n\r\n" + REPLY).toCharArray()) {
            write(socket, String.valueOf(c));
        }
        assertThat(called.join()).isEqualTo("hi");
    }

    @Test
    void aSecondReplyIsAnError() throws Exception {
        CompletableFuture<String> called = CompletableFuture.supplyAsync(this::call);
        Socket socket = accept();
        readRequest(socket);
        write(socket, REPLY + REPLY);

        assertThat(called).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("answered twice");
    }

    @Test
    void aDeadlineEndsACallToAServerThatSaysNothingAndClosesItsConnection() throws Exception {
        MicroException timeout = failure(() -> call(Duration.ofSeconds(1), "hi"));

        assertThat(timeout.code()).isEqualTo(408);
        assertThat(timeout.neverSent()).isFalse();
        Socket socket = accept();
        readRequest(socket);
        assertThat(socket.getInputStream().read()).as("the client's end").isNegative();
    }

    @Test
    void aDeadlineEndsACallWhoseRequestNobodyReads() {
        MicroException timeout = failure(() -> call(Duration.ofMillis(200), "x".repeat(16 * 1024 * 1024)));

        assertThat(timeout.code()).isEqualTo(408);
    }

    @Test
    void aReplyThatComesBeforeTheRequestIsReadIsTaken() throws Exception {
        CompletableFuture<String> called =
                CompletableFuture.supplyAsync(() -> call(PATIENCE, "x".repeat(16 * 1024 * 1024)));
        Socket socket = accept();
        assertThat(socket.getInputStream().read()).isEqualTo('P');
        write(socket, REPLY);

        assertThat(called.join()).isEqualTo("hi");
    }

    @Test
    void aRequestThatIsReadSlowlyArrivesWhole() throws Exception {
        int size = 3 * 1024 * 1024;
        CompletableFuture<String> called = CompletableFuture.supplyAsync(() -> call(PATIENCE, "x".repeat(size)));
        Socket socket = accept();
        int read = 0;
        int pattern = 0;
        while (read < size) {
            byte[] some = socket.getInputStream().readNBytes(Math.min(10_000, size - read));
            for (byte b : some) {
                pattern += b == 'x' ? 1 : 0;
            }
            read += some.length;
        }
        byte[] rest = socket.getInputStream().readNBytes(socket.getInputStream().available());
        for (byte b : rest) {
            pattern += b == 'x' ? 1 : 0;
        }
        write(socket, REPLY);

        assertThat(called.join()).isEqualTo("hi");
        assertThat(pattern).isEqualTo(size);
    }

    @Test
    void anInterruptEndsTheCallAndItsConnection() throws Exception {
        AtomicReference<MicroException> failure = new AtomicReference<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            failure.set(failure(this::call));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Socket socket = accept();
        readRequest(socket);

        caller.interrupt();
        caller.join();

        assertThat(failure.get().code()).isEqualTo(499);
        assertThat(stillInterrupted).isTrue();
        assertThat(socket.getInputStream().read()).as("the client's end").isNegative();
    }

    @Test
    void closingTheTransportEndsCallsThatWait() throws Exception {
        CompletableFuture<String> called = CompletableFuture.supplyAsync(this::call);
        Socket socket = accept();
        readRequest(socket);

        transport.close();

        assertThat(called).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("transport was closed");
        assertThat(socket.getInputStream().read()).as("the client's end").isNegative();
    }

    @Test
    void aNodeThatIsNotThereWasSentNothing() throws Exception {
        server.close();

        MicroException failure = failure(this::call);

        assertThat(failure.code()).isEqualTo(503);
        assertThat(failure.neverSent()).isTrue();
        assertThat(failure).hasMessageContaining("cannot connect to");
    }

    @Test
    void aConnectionThatIsCutDoesNotProveThatNothingWasSent() throws Exception {
        CompletableFuture<MicroException> failed = CompletableFuture.supplyAsync(() -> failure(this::call));
        Socket socket = accept();
        readRequest(socket);
        socket.setSoLinger(true, 0);
        socket.close();

        assertThat(failed.join().neverSent()).isFalse();
        assertThat(failed.join()).hasMessageContaining("closed before a reply");
    }
}
