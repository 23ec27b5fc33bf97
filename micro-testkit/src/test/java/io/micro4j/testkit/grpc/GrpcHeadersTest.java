package io.micro4j.testkit.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.Shape;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.Node;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too large for a header, or cannot be one, ends its own call at most: never the connection, on which another call waits meanwhile. */
@Timeout(60)
final class GrpcHeadersTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> CALL = Endpoint.unary("large.Large", "Call", TEXT, TEXT);
    private static final Endpoint<StringValue, StringValue> STREAM =
            Endpoint.bidiStream("large.Large", "Stream", TEXT, TEXT);
    private static final int LARGE = 100_000;

    private final Transport transport = GrpcTransport.open(TransportOptions.DEFAULT.toBuilder()
            .writeTimeout(Duration.ofSeconds(1))
            .build());
    private volatile Consumer<Socket> answer = GrpcHeadersTest::reply;
    private final Listener listener = transport.listen("127.0.0.1:0", new Answering());

    /** A call that must outlive what happens beside it. */
    private final Told beside = call(STREAM, Metadata.EMPTY);

    @AfterEach
    void close() throws Exception {
        assertThat(beside.end).as("the call beside").isNotDone();
        answer = GrpcHeadersTest::reply;
        assertThat(end(call(CALL, Metadata.EMPTY)).isOk()).isTrue();
        transport.close();
    }

    @Test
    void metadataThatTheServerDoesNotTakeIsNotSent() throws Exception {
        End end = end(call(CALL, Metadata.of("Large", "x".repeat(LARGE))));

        assertThat(error(end).code()).isEqualTo(431);
        assertThat(error(end).detail()).contains("65536").contains("maxHeaderBytes");
        assertThat(end.neverSent()).isTrue();
    }

    @Test
    void moreMetadataThanTheServerTakesIsRefusedInWords() throws Exception {
        Metadata.Builder many = Metadata.builder();
        for (int i = 0; i < 150; i++) {
            many.put("Name-" + i, "value");
        }

        End unary = end(call(CALL, many.build()));
        End stream = end(call(STREAM, many.build())); // does not end its requests

        assertThat(error(unary).code()).isEqualTo(431);
        assertThat(error(unary).detail()).contains("150").contains("maxHeaders");
        assertThat(error(stream).code()).isEqualTo(431);
    }

    @Test
    void aNameThatNoHeaderHasIsNotSent() throws Exception {
        End end = end(call(CALL, Metadata.of("user name", "x")));

        assertThat(error(end).code()).isEqualTo(400);
        assertThat(error(end).detail()).contains("\"user name\"");
        assertThat(end.neverSent()).isTrue();
    }

    @Test
    void aLargeErrorIsCutShort() throws Exception {
        for (String text : new String[] {"x", "ü", "\"", "世"}) {
            MicroError large = MicroError.of("large", 404, text.repeat(LARGE));
            answer = replies -> replies.end(End.answered(large, Metadata.EMPTY, false));

            End end = end(call(CALL, Metadata.EMPTY));

            assertThat(error(end).code()).isEqualTo(404);
            assertThat(error(end).detail()).startsWith(text.repeat(400)).endsWith("…");
        }
    }

    @Test
    void aLargeStatusIsCutShort() throws Exception {
        MicroError large = MicroError.of("large", 404, "x".repeat(LARGE));
        Metadata status = Metadata.builder()
                .put(GrpcStatus.CODE, "5")
                .put(GrpcStatus.DETAILS, "A".repeat(LARGE))
                .build();
        answer = replies -> replies.end(End.answered(large, status, false));

        End end = end(call(CALL, Metadata.EMPTY));

        assertThat(error(end).code()).isEqualTo(404);
        assertThat(error(end).detail()).startsWith("x".repeat(400)).endsWith("…");
    }

    @Test
    void largeTrailersAreLeftOut() throws Exception {
        answer = replies -> {
            replies.send(Encoded.of(new byte[0]));
            replies.end(End.ok(Metadata.of("Large", "x".repeat(LARGE))));
        };

        assertThat(end(call(CALL, Metadata.EMPTY))).isEqualTo(End.OK);
    }

    @Test
    void aLargeHeadFailsItsCall() throws Exception {
        answer = replies -> {
            replies.head(Metadata.of("Large", "x".repeat(LARGE)));
            reply(replies);
        };

        End end = end(call(CALL, Metadata.EMPTY));

        assertThat(error(end).code()).isEqualTo(500);
        assertThat(error(end).detail()).contains("metadata").contains("maxHeaderBytes");
    }

    @Test
    void whoReadsSlowlyIsWaitedFor() throws Exception {
        CompletableFuture<Socket> serving = new CompletableFuture<>();
        answer = replies -> {
            for (int i = 0; i < 10; i++) {
                replies.send(Encoded.of(new byte[LARGE]));
            }
            serving.complete(replies);
        };
        Told slow = call(STREAM, Metadata.EMPTY);
        Socket replies = serving.get(20, SECONDS);

        long until = System.nanoTime() + SECONDS.toNanos(4); // four times the write timeout
        while (System.nanoTime() < until) {
            assertThat(slow.end).isNotDone();
            LockSupport.parkNanos(50_000_000);
        }
        slow.socket.join().request(Integer.MAX_VALUE);
        slow.socket.join().end(End.OK);
        replies.end(End.OK);

        assertThat(end(slow)).isEqualTo(End.OK);
        assertThat(slow.messages).hasValue(10);
    }

    private static void reply(Socket replies) {
        replies.send(Encoded.of("reply".getBytes(UTF_8)));
        replies.end(End.OK);
    }

    private Told call(Endpoint<?, ?> endpoint, Metadata metadata) {
        Told told = new Told();
        Head head = new Head("large", endpoint.name(), "application/protobuf", 0, metadata);
        Socket socket = transport.open(Node.of(listener.address()), endpoint, head, told);
        told.socket.complete(socket);
        if (endpoint == CALL) {
            socket.request(1);
            socket.send(Encoded.of(new byte[0]));
            socket.end(End.OK);
        }
        return told;
    }

    private static End end(Told told) throws Exception {
        return told.end.get(20, SECONDS);
    }

    private static MicroError error(End end) {
        assertThat(end.error()).as("%s", end).isNotNull();
        return requireNonNull(end.error());
    }

    /** What a caller is told. */
    private static final class Told implements Receiver {
        final CompletableFuture<End> end = new CompletableFuture<>();
        final AtomicInteger messages = new AtomicInteger();
        final CompletableFuture<Socket> socket = new CompletableFuture<>();

        @Override
        public void message(Body body) {
            messages.incrementAndGet();
        }

        @Override
        public void end(End how) {
            end.complete(how);
        }
    }

    /** Answers as the test says: unary calls, and streams once the test has set an answer. */
    private final class Answering implements Acceptor {
        private final AtomicInteger streams = new AtomicInteger();

        @Override
        public Route route(Head head) {
            Shape shape = head.endpoint().endsWith("Stream") ? Shape.BIDI_STREAM : Shape.UNARY;
            return new Route() {
                @Override
                public Shape shape() {
                    return shape;
                }

                @Override
                public Receiver accept(Socket replies) {
                    replies.request(Integer.MAX_VALUE);
                    if (shape == Shape.UNARY || streams.getAndIncrement() > 0) {
                        answer.accept(replies);
                    }
                    return new Receiver() {
                        @Override
                        public void message(Body body) {}

                        @Override
                        public void end(End end) {}
                    };
                }
            };
        }
    }
}
