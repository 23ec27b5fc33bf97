package io.micro4j.testkit.wires;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads slowly is waited for, as long as the other side has something to say or has only just said it. */
@Timeout(60)
@Tag("slow")
final class SlowReaderTest {
    /** Such that credit for less than a fragment is left over. */
    private static final int SIZE = 35_000;

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "grpc"})
    void aServerThatAsksForNothingYet(String wire) throws Exception {
        CompletableFuture<Socket> serving = new CompletableFuture<>();
        Talk served = new Talk();
        try (Transport transport = Talk.transport(wire, options())) {
            String address = transport
                    .listen("127.0.0.1:0", Talk.serving(replies -> {
                        serving.complete(replies);
                        return served;
                    }))
                    .address();
            Talk talk = Talk.open(transport, address, new Talk());
            for (int i = 0; i < 20; i++) {
                talk.socket.join().send(Encoded.of(new byte[SIZE]));
            }

            awaitIn(talk, LIMIT.plusSeconds(2));
            Socket replies = serving.get(20, SECONDS);
            talk.socket.join().end(End.OK);
            replies.request(Integer.MAX_VALUE);
            replies.end(End.OK);

            assertThat(talk.end.get(20, SECONDS)).isEqualTo(End.OK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "grpc"})
    void aClientThatReadsOnJustAfterTheEndWasSaid(String wire) throws Exception {
        CompletableFuture<Socket> serving = new CompletableFuture<>();
        try (Transport transport = Talk.transport(wire, options())) {
            String address = transport
                    .listen("127.0.0.1:0", Talk.serving(replies -> {
                        replies.request(Integer.MAX_VALUE);
                        serving.complete(replies);
                        return new Talk();
                    }))
                    .address();
            Talk talk = Talk.open(transport, address, new Talk());
            Socket replies = serving.get(20, SECONDS);
            for (int i = 0; i < 20; i++) {
                replies.send(Encoded.of(new byte[SIZE]));
            }

            awaitIn(talk, LIMIT.plusSeconds(1));
            replies.end(End.OK);
            awaitIn(talk, Duration.ofMillis(700)); // longer than it takes to look at the clock
            talk.socket.join().request(Integer.MAX_VALUE);
            talk.socket.join().end(End.OK);

            assertThat(talk.end.get(20, SECONDS)).isEqualTo(End.OK);
            assertThat(talk.messages).hasValue(20);
        }
    }

    private static TransportOptions options() {
        return TransportOptions.DEFAULT.toBuilder()
                .bodyTimeout(LIMIT)
                .writeTimeout(LIMIT)
                .build();
    }

    /** Fails if {@code talk} ends within {@code time}. */
    private static void awaitIn(Talk talk, Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            assertThat(talk.end).isNotDone();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
