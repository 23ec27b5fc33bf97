package io.micro4j.testkit.hostile;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.MicroError;
import io.micro4j.call.Shape;
import io.micro4j.testkit.RawConnection;
import io.micro4j.testkit.hostile.HostileServer.Told;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call under way, and a peer that says nothing: it is asked for a sign of life. One that gives none is not waited for, and the call says why. */
@Timeout(60)
abstract class KeepAliveContract {
    private static final Duration SILENCE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int QUESTIONS = 5;

    abstract Transport open(TransportOptions options);

    /** Hears how a client begins, answers as a server does, and hears its call. */
    abstract void takeCall(RawConnection client);

    /** Returns how a client begins, and a call of it that goes on. */
    abstract byte[] call();

    /** Waits until it is asked for a sign of life, and returns one. */
    abstract byte[] awaitPing(RawConnection connection);

    /** Waits for the goodbye, with the code that is due to who gives no sign of life, and returns its words. */
    abstract String awaitGoodbye(RawConnection connection);

    @Test
    void aServerThatGivesNoSignOfLifeIsNotWaitedFor() throws Exception {
        try (Transport transport = impatient();
                ServerSocket port = port()) {
            long start = System.nanoTime();
            Told told = HostileServer.call(transport, port);
            try (RawConnection client = RawConnection.from(port)) {
                takeCall(client);

                assertLeaves(client, start);
                End end = told.end().get(20, SECONDS);
                assertSaysWhy(end);
                assertThat(error(end).detail())
                        .contains(HostileInput.ECHO.toString())
                        .contains("127.0.0.1:" + port.getLocalPort());
                assertThat(error(end).code()).isEqualTo(500);
                assertThat(end.neverSent()).isFalse();
                assertThat(told.ends()).hasValue(1);
            }
        }
    }

    @Test
    void aClientThatGivesNoSignOfLifeIsNotWaitedFor() throws Exception {
        Told told = new Told();
        try (Transport transport = impatient()) {
            long start = System.nanoTime();
            try (RawConnection server = RawConnection.to(listen(transport, told))) {
                server.send(call());

                assertLeaves(server, start);
                End end = told.end().get(20, SECONDS);
                assertSaysWhy(end);
                assertThat(error(end).code()).isEqualTo(499);
                assertThat(told.ends()).hasValue(1);
            }
        }
    }

    @Test
    void aServerThatGivesSignsOfLifeIsWaitedFor() throws Exception {
        try (Transport transport = patient();
                ServerSocket port = port()) {
            Told told = HostileServer.call(transport, port);
            try (RawConnection client = RawConnection.from(port)) {
                takeCall(client);

                answerQuestions(client);
                assertThat(told.end()).isNotDone();
            }
        }
    }

    @Test
    void aClientThatGivesSignsOfLifeIsWaitedFor() {
        Told told = new Told();
        try (Transport transport = patient();
                RawConnection server = RawConnection.to(listen(transport, told))) {
            server.send(call());

            answerQuestions(server);
            assertThat(told.end()).isNotDone();
        }
    }

    private Transport impatient() {
        return open(TransportOptions.DEFAULT.toBuilder()
                .keepAlive(SILENCE)
                .writeTimeout(PATIENCE)
                .build());
    }

    /** Waits as long as a machine may be busy: each question shows that the one before it was answered. */
    private Transport patient() {
        return open(TransportOptions.DEFAULT.toBuilder()
                .keepAlive(Duration.ofMillis(20))
                .writeTimeout(Duration.ofMinutes(5))
                .build());
    }

    private static ServerSocket port() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Listens for calls that are not answered. Returns where. */
    private static String listen(Transport transport, Receiver requests) {
        Route route = new Route() {
            @Override
            public Shape shape() {
                return Shape.BIDI_STREAM;
            }

            @Override
            public Receiver accept(Socket replies) {
                return requests;
            }
        };
        return transport.listen("127.0.0.1:0", head -> route).address();
    }

    private void assertLeaves(RawConnection connection, long start) {
        awaitPing(connection);
        assertThat(System.nanoTime() - start).as("silence").isGreaterThan(SILENCE.toNanos());
        assertThat(awaitGoodbye(connection)).contains("no answer").contains(PATIENCE.toMillis() + " ms");
        assertThat(System.nanoTime() - start)
                .as("silence, and the wait for an answer")
                .isGreaterThan(SILENCE.plus(PATIENCE).toNanos());
        assertThat(connection.rest()).as("what comes after the goodbye").isEmpty();
    }

    private void answerQuestions(RawConnection connection) {
        for (int i = 0; i < QUESTIONS; i++) {
            connection.send(awaitPing(connection));
        }
    }

    private static void assertSaysWhy(End end) {
        assertThat(error(end).detail()).contains("no answer").contains(PATIENCE.toMillis() + " ms");
    }

    private static MicroError error(End end) {
        assertThat(end.error()).as("%s", end).isNotNull();
        return requireNonNull(end.error());
    }
}
