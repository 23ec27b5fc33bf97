package io.micro4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Deadline;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.call.Selection;
import io.micro4j.codec.Encoded;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RoundRobinSelector;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RetryingCallTest {
    private static final MessageType<byte[]> BYTES = MessageType.of(byte[].class);
    private static final Endpoint<byte[], byte[]> UNARY = Endpoint.unary("t.Test", "Unary", BYTES, BYTES);
    private static final Endpoint<byte[], byte[]> UPLOAD = Endpoint.clientStream("t.Test", "Upload", BYTES, BYTES);
    private static final Encoded HELLO = Encoded.of(new byte[5]);

    private final ScriptedTransport transport = new ScriptedTransport();
    private final RoundRobinSelector selector = new RoundRobinSelector(new MemoryRegistry());
    private final ClientThreads threads = new ClientThreads();
    private final RetryingOpener opener = new RetryingOpener(transport, selector, threads);
    private final Told told = new Told();

    @AfterEach
    void close() {
        threads.close();
        selector.close();
    }

    private Socket unary(Endpoint<?, ?> endpoint, int retries) {
        Socket socket = opener.open(call(endpoint, retries, null), told);
        socket.request(1);
        socket.send(HELLO);
        socket.end(End.OK);
        return socket;
    }

    private static OutgoingCall call(Endpoint<?, ?> endpoint, int retries, @Nullable Deadline until) {
        Head head = new Head("test", endpoint.name(), "application/octet-stream", 0, Metadata.EMPTY);
        List<String> addresses = CallOptions.DEFAULT.withAddresses("a:1", "b:2").addresses();
        return new OutgoingCall(endpoint, head, addresses, Selection.ANY, retries, until);
    }

    private static End neverSent() {
        return End.failed(MicroException.unavailable("refused").asNeverSent());
    }

    @Test
    void aCallThatWasNeverSentIsMadeAgainOnAnotherNodeWithAllThatWasSent() {
        unary(UNARY, 3);

        transport.last().replies.end(neverSent());

        assertThat(transport.attempts).hasSize(2);
        assertThat(transport.attempts.get(1).node).isNotEqualTo(transport.attempts.get(0).node);
        assertThat(transport.last().sizes).containsExactly(5);
        assertThat(transport.last().requested).isEqualTo(1);
        assertThat(transport.last().halfClosed).isTrue();
        assertThat(told.end).isNull();
    }

    @Test
    void aRefusalOfAServerIsMadeAgain() {
        unary(UNARY, 3);

        transport.last().replies.end(End.refused(MicroError.of("test", 503, "draining")));

        assertThat(transport.attempts).hasSize(2);
    }

    @Test
    void aConnectionThatBreaksIsMadeAgainOnlyForIdempotentEndpoints() {
        End broken = End.failed(MicroException.unavailable("connection reset"));

        unary(UNARY, 3);
        transport.last().replies.end(broken);
        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();

        told.end = null;
        unary(UNARY.idempotent(), 3);
        transport.last().replies.end(broken);
        assertThat(transport.attempts).hasSize(3);
        assertThat(told.end).isNull();
    }

    @Test
    void anAnswerIsNotMadeAgainWhateverItSays() {
        unary(UNARY.idempotent(), 3);

        transport.last().replies.end(End.answered(MicroError.of("test", 500, "broke"), Metadata.EMPTY, false));

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
        assertThat(told.end.toException().detail()).isEqualTo("broke");
    }

    @Test
    void nothingIsMadeAgainOnceSomethingCameBack() {
        unary(UNARY.idempotent(), 3);
        transport.last().replies.message(Body.EMPTY);

        transport.last().replies.end(End.failed(MicroException.unavailable("connection reset")));

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
    }

    @Test
    void triesAreCountedAndTheErrorSaysWhatWhereAndHowOften() {
        unary(UNARY, 2);

        while (told.end == null) {
            int made = transport.attempts.size();
            transport.last().replies.end(neverSent());
            await("the next attempt, or the end")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> told.end != null || transport.attempts.size() > made);
        }

        assertThat(transport.attempts).hasSize(3);
        MicroException failure = told.end.toException();
        assertThat(failure.neverSent()).isTrue();
        assertThat(failure.code()).isEqualTo(503);
        assertThat(failure.detail())
                .startsWith("Test.Unary of test at ")
                .contains("refused")
                .contains("3 attempts");
    }

    @Test
    void noRetriesMeansNone() {
        unary(UNARY, 0);

        transport.last().replies.end(neverSent());

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
    }

    @Test
    void nothingIsMadeAgainAfterTheDeadline() {
        Deadline over = new Deadline(0, () -> 1);
        Socket socket = opener.open(call(UNARY, 3, over), told);
        socket.send(HELLO);

        transport.last().replies.end(neverSent());

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
    }

    @Test
    void anUploadIsMadeAgainWhileAllOfItIsKept() {
        Socket socket = opener.open(call(UPLOAD, 3, null), told);
        for (int i = 0; i < 16; i++) {
            socket.send(HELLO);
        }

        transport.last().replies.end(neverSent());
        socket.send(HELLO);

        assertThat(transport.attempts).hasSize(2);
        assertThat(transport.last().sizes).hasSize(17);
    }

    @Test
    void anUploadTooLongToKeepIsNotMadeAgain() {
        Socket socket = opener.open(call(UPLOAD, 3, null), told);
        for (int i = 0; i < 17; i++) {
            socket.send(HELLO);
        }

        transport.last().replies.end(neverSent());

        assertThat(transport.attempts).hasSize(1);
        assertThat(told.end).isNotNull();
    }

    @Test
    void aCancelledCallIsNotMadeAgain() {
        Socket socket = unary(UNARY, 3);

        socket.cancel(End.failed(MicroException.cancelled("enough").asNeverSent()));

        assertThat(transport.attempts).hasSize(1);
        assertThat(transport.last().cancelled).isTrue();
        assertThat(told.ends).isEqualTo(1);
    }

    /** Keeps what a caller is told. */
    private static final class Told implements Receiver {
        private final List<Body> messages = new ArrayList<>();
        private volatile @Nullable End end;
        private int ends;

        @Override
        public void message(Body body) {
            messages.add(body);
        }

        @Override
        public void end(End end) {
            ends++;
            this.end = end;
        }
    }
}
