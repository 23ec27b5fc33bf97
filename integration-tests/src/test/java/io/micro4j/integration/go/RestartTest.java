package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.CallOptions;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that are killed and started again at the same address, while 64 callers go on. */
@Tag("slow")
final class RestartTest {
    private static final int CALLERS = 64;
    private static final int LIVES = 4;
    private static final int CALLS_A_LIFE = 3_000;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<MicroException> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger numbers = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"V5, mucp", "V4, mucp", "V5, grpc", "V4, grpc", "V2, grpc"})
    void javaCallsGo(GoVersion version, String wire) throws Exception {
        List<String> counted = new ArrayList<>();
        GoPeer go = GoPeer.start(version, "-name", "peer", "-wire", wire, "-tell-counts");
        String address = go.address();
        List<Thread> callers = new ArrayList<>();
        try (Client client = JavaSide.client(wire, options -> options)) {
            for (int i = 0; i < CALLERS; i++) {
                Thread caller = new Thread(() -> call(new JavaCalls(client, address)));
                caller.start();
                callers.add(caller);
            }
            for (int life = 1; life < LIVES; life++) {
                awaitAnswers(life * CALLS_A_LIFE);
                go.close();
                counted.addAll(counted(go));
                go = GoPeer.start(version, "-name", "peer", "-wire", wire, "-tell-counts", "-address", address);
            }
            awaitAnswers(LIVES * CALLS_A_LIFE);
            over.set(true);
            for (Thread caller : callers) {
                caller.join(Calls.LIMIT.plusSeconds(2).toMillis());
                assertThat(caller.isAlive()).as("a caller hangs").isFalse();
            }
        } finally {
            over.set(true);
            go.close();
        }
        counted.addAll(counted(go));

        assertThat(wrong).isEmpty();
        assertThat(failures)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.detail()).contains(address));
        assertThat(new HashSet<>(counted)).as("no call was handled twice").hasSameSizeAs(counted);
        assertThat(counted).as("each answer is of a call that was handled").containsAll(answered);
    }

    @ParameterizedTest
    @CsvSource({"V5, mucp", "V4, mucp", "V5, grpc", "V4, grpc", "V2, grpc"})
    void goCallsJava(GoVersion version, String wire) throws Exception {
        PeerService counting = new PeerService();
        Service java = JavaSide.serve(counting, "127.0.0.1:0");
        String address = java.address();
        CallOptions options = CallOptions.DEFAULT.withContentType(
                wire.equals("grpc") ? "application/grpc+proto" : "application/protobuf");
        try (GoPeer go = GoPeer.start(version, "-wire", wire)) {
            CompletableFuture<Map<String, Integer>> calls = CompletableFuture.supplyAsync(
                    () -> new GoCalls(go, address).repeat("restart-", LIVES * CALLS_A_LIFE * 2, CALLERS, options));
            for (int life = 1; life < LIVES; life++) {
                int before = counting.counted();
                Awaitility.await().until(() -> counting.counted() > before + CALLS_A_LIFE || calls.isDone());
                java.close();
                java = JavaSide.serve(counting, address);
            }
            Map<String, Integer> failed = calls.get(60, TimeUnit.SECONDS);

            assertThat(counting.counted()).isGreaterThan((LIVES - 1) * CALLS_A_LIFE);
            assertThat(failed.keySet())
                    .as("errors, and no wrong or second answer")
                    .isNotEmpty()
                    .allMatch(error -> error.startsWith("{\"id\":"));
        } finally {
            java.close();
        }
    }

    /** A connection that went idle with one server is no good to the next; nobody should notice. */
    @ParameterizedTest
    @EnumSource(names = {"V5", "V4"})
    void callsAfterTheServerWasStartedAgain(GoVersion version) throws Exception {
        try (Client client = JavaSide.client()) {
            String address;
            try (GoPeer first = GoPeer.start(version, "-name", "peer")) {
                address = first.address();
                Cells.assertCallable(new JavaCalls(client, address), CallOptions.DEFAULT);
            }
            try (GoPeer second = GoPeer.start(version, "-name", "peer", "-address", address)) {
                Cells.assertCallable(new JavaCalls(client, second.address()), CallOptions.DEFAULT);
            }
        }
    }

    private void call(JavaCalls calls) {
        PeerClient peer = calls.peer(CallOptions.DEFAULT.withTimeout(Calls.LIMIT));
        while (!over.get()) {
            String text = "call-" + numbers.getAndIncrement();
            long start = System.nanoTime();
            try {
                Tick counted = peer.count(Tick.newBuilder().setText(text).build());
                if (counted.getNumber() != 1 || !counted.getText().equals(text)) {
                    wrong.add(text + " was answered by " + counted);
                }
                answered.add(text);
            } catch (MicroException e) {
                failures.add(e);
                pause(); // so that a server which is away is not asked a million times
            }
            if (System.nanoTime() - start > Calls.LIMIT.plusSeconds(1).toNanos()) {
                wrong.add(text + " took longer than its deadline");
            }
        }
    }

    private void awaitAnswers(int number) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answered.size() >= number);
    }

    private static List<String> counted(GoPeer go) {
        return go.lines().stream()
                .filter(line -> line.startsWith("counted "))
                .map(line -> line.substring("counted ".length()))
                .toList();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
