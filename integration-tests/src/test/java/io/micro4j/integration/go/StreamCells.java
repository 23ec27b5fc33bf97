package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.CallOptions;
import io.micro4j.call.MicroError;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** The cells with more than one request or reply. */
final class StreamCells {
    /** Slow enough for a go-micro server, which overwrites a message that it has not sent yet with the next. */
    private static final int PACE = 80;

    private StreamCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.stream(
                                "server stream",
                                "replies at a pace",
                                (calls, route, options) -> watched(calls, options, 5, PACE))
                        .inCore(),
                Cell.stream("server stream", "no reply", (calls, route, options) -> watched(calls, options, 0, 0)),
                Cell.stream(
                        "server stream",
                        "500 replies as fast as they go",
                        (calls, route, options) -> watched(calls, options, 500, 0)),
                Cell.stream("server stream", "replies, then an error", StreamCells::failing),
                Cell.stream("server stream", "left by its caller", StreamCells::left),
                Cell.stream(
                                "client stream",
                                "requests at a pace",
                                (calls, route, options) -> uploaded(calls, options, 5, PACE))
                        .inCore(),
                Cell.stream(
                        "client stream",
                        "500 requests as fast as they go",
                        (calls, route, options) -> uploaded(calls, options, 500, 0)),
                Cell.stream("bidi stream", "request and reply at a pace", StreamCells::chatted)
                        .inCore());
    }

    private static void watched(Calls calls, CallOptions options, int count, int pause) {
        Outcome outcome = watch(calls, options, ticks(count, pause), 0);

        assertThat(outcome.error()).isNull();
        assertThat(outcome.numbers())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
    }

    private static void failing(Calls calls, Route route, CallOptions options) {
        Outcome outcome =
                watch(calls, options, ticks(3, PACE).toBuilder().setFails(true).build(), 0);

        assertThat(outcome.failure()).isEqualTo(MicroError.of("peer.watch", 409, "no more ticks"));
        assertThat(outcome.numbers()).containsExactly(1L, 2L, 3L);
    }

    private static void left(Calls calls, Route route, CallOptions options) {
        Outcome outcome = watch(calls, options, ticks(1_000, PACE), 2);

        assertThat(outcome.error()).isNull();
        assertThat(outcome.numbers()).containsExactly(1L, 2L);
        Cells.assertCallable(calls, options);
    }

    private static void uploaded(Calls calls, CallOptions options, int count, int pause) {
        Outcome outcome = calls.stream("Upload", numbered(count), 1, Duration.ofMillis(pause), options);

        assertThat(((Tick) outcome.reply()).getNumber()).isEqualTo(count * (count + 1L) / 2);
    }

    private static void chatted(Calls calls, Route route, CallOptions options) {
        Outcome outcome = calls.stream("Chat", numbered(4), 0, Duration.ofMillis(PACE), options);

        assertThat(outcome.error()).isNull();
        assertThat(outcome.numbers()).containsExactly(1L, 2L, 3L, 4L, 0L);
    }

    private static Outcome watch(Calls calls, CallOptions options, Ticks ticks, int expect) {
        return calls.stream("Watch", List.of(ticks), expect, Duration.ZERO, options);
    }

    private static Ticks ticks(int count, int pause) {
        return Ticks.newBuilder().setCount(count).setPauseMillis(pause).build();
    }

    /** Returns as many ticks, and one that says that they are over. */
    private static List<Tick> numbered(int count) {
        return LongStream.concat(LongStream.rangeClosed(1, count), LongStream.of(0))
                .mapToObj(number ->
                        Tick.newBuilder().setNumber(number).setText("tick").build())
                .toList();
    }
}
