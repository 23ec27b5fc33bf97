package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import io.micro4j.call.CallOptions;
import io.micro4j.call.MicroError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The cells with one request and one reply; {@link StreamCells} has the others. */
final class Cells {
    static final Duration SHORT = Duration.ofMillis(400);

    /** How much longer a call may take than it is allowed to, on a machine that is busy. */
    private static final Duration LATENESS = Duration.ofSeconds(3);

    private Cells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        Values.all().forEach((name, value) -> cells.add(echo(name, value)));
        cells.addAll(errors());
        cells.addAll(metadata());
        cells.addAll(time());
        cells.addAll(load());
        cells.addAll(StreamCells.all());
        return List.copyOf(cells);
    }

    private static Cell echo(String name, Everything value) {
        Cell cell = Cell.unary(
                name,
                (calls, route, options) ->
                        assertThat(calls.unary("Echo", value, options).reply()).isEqualTo(value));
        return name.equals("every scalar") || name.equals("nothing at all") || name.equals("3 MiB")
                ? cell.inCore()
                : cell;
    }

    private static List<Cell> errors() {
        return List.of(
                Cell.unary("an error with id, code and detail", Cells::microError)
                        .inCore(),
                Cell.unary("an error with no more than a code", Cells::bareError),
                Cell.unary("an error that is plain text", Cells::plainError),
                Cell.unary("a panic", Cells::panic).inCore(),
                Cell.unary("a method that is not there", Cells::noMethod).inCore(),
                Cell.unary("a service that is not there", Cells::noService));
    }

    private static void microError(Calls calls, Route route, CallOptions options) {
        Failure failure = failure("error")
                .setId("shop.order")
                .setCode(409)
                .setDetail(Values.TEXT.strip())
                .build();
        MicroError error = calls.unary("Fail", failure, options).failure();

        assertThat(error).isEqualTo(MicroError.of("shop.order", 409, Values.TEXT.strip()));
        assertCallable(calls, options);
    }

    private static void bareError(Calls calls, Route route, CallOptions options) {
        MicroError error = calls.unary("Fail", failure("error").setCode(499).build(), options)
                .failure();

        assertThat(error.code()).isEqualTo(499);
        assertThat(error.detail()).isEmpty();
    }

    /** A Java handler that throws what is no answer tells its caller no more than where to look. */
    private static void plainError(Calls calls, Route route, CallOptions options) {
        MicroError error = calls.unary(
                        "Fail", failure("plain").setDetail("no stock").build(), options)
                .failure();

        if (route.servedByJava()) {
            assertThat(error.code()).isEqualTo(500);
            assertThat(error.detail()).contains("internal error").doesNotContain("no stock");
        } else {
            assertThat(error.detail()).isEqualTo("no stock");
        }
        assertCallable(calls, options);
    }

    private static void panic(Calls calls, Route route, CallOptions options) {
        boolean answered = route.servedByJava() || !route.wire().equals("mucp");
        MicroError error = calls.unary(
                        "Fail",
                        failure("panic").setDetail("aaargh").build(),
                        options.withTimeout(answered ? Calls.LIMIT : SHORT))
                .failure();

        assertThat(error.code()).isEqualTo(500);
        assertCallable(calls, options);
    }

    private static void noMethod(Calls calls, Route route, CallOptions options) {
        MicroError error =
                calls.unary("Nothing", Empty.getDefaultInstance(), options).failure();

        assertThat(error.detail())
                .containsPattern(speaksOfGrpc(route) ? "unknown .*Nothing" : "can't find method Nothing");
        assertCallable(calls, options);
    }

    private static void noService(Calls calls, Route route, CallOptions options) {
        MicroError error =
                calls.unary("Nope.Nothing", Empty.getDefaultInstance(), options).failure();

        assertThat(error.detail()).containsPattern(speaksOfGrpc(route) ? "unknown .*Nope" : "can't find service Nope");
        assertCallable(calls, options);
    }

    /** A Java server has the same words on every wire. */
    private static boolean speaksOfGrpc(Route route) {
        return route.wire().equals("grpc") && !route.servedByJava();
    }

    private static List<Cell> metadata() {
        return List.of(
                Cell.unary(
                                "metadata",
                                (calls, route, options) -> carries(calls, options, "Trace-Parent", "00-ab-cd-01"))
                        .inCore(),
                Cell.unary(
                        "metadata that is not ASCII",
                        (calls, route, options) -> carries(calls, options, "City", "Zürich 東京 🚀")),
                Cell.unary(
                        "metadata of 4 KiB",
                        (calls, route, options) -> carries(calls, options, "Long", "x".repeat(4096))));
    }

    private static void carries(Calls calls, CallOptions options, String name, String value) {
        HeaderMap headers =
                (HeaderMap) calls.unary("Headers", Empty.getDefaultInstance(), options.withMetadata(name, value))
                        .reply();

        Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        found.putAll(headers.getHeadersMap());
        assertThat(found).containsEntry(name, value);
    }

    private static List<Cell> time() {
        return List.of(
                Cell.unary("the server knows how long its caller waits", Cells::remaining),
                Cell.unary("a reply that comes too late", Cells::late).inCore(),
                Cell.unary("a caller that gives up", Cells::abandoned));
    }

    private static void remaining(Calls calls, Route route, CallOptions options) {
        Duration limit = Duration.ofSeconds(10);
        Waited waited = (Waited) calls.unary("Wait", Pause.getDefaultInstance(), options.withTimeout(limit))
                .reply();

        assertThat(waited.getRemainingMillis()).isBetween(3_000L, limit.toMillis());
    }

    private static void late(Calls calls, Route route, CallOptions options) {
        Outcome outcome = calls.unary("Wait", pause(9_000), options.withTimeout(SHORT));

        assertThat(outcome.failure().code()).isEqualTo(408);
        assertThat(outcome.took()).isBetween(SHORT.minusMillis(5), SHORT.plus(LATENESS));
        assertCallable(calls, options);
    }

    /** A Go caller that has left keeps its connection until its attempt's limit, so a server learns of it no earlier than by its deadline. */
    private static void abandoned(Calls calls, Route route, CallOptions options) {
        long before = cancelled(calls, options);
        Outcome outcome = calls.abandoned("Wait", pause(9_000), SHORT, options.withTimeout(SHORT.multipliedBy(2)));

        assertThat(outcome.failure().code()).isIn(408, 499);
        assertThat(outcome.took()).isLessThan(SHORT.plus(LATENESS));
        Awaitility.await("the handler learns of it")
                .untilAsserted(() -> assertThat(cancelled(calls, options)).isGreaterThan(before));
    }

    private static long cancelled(Calls calls, CallOptions options) {
        return ((Waited)
                        calls.unary("Wait", Pause.getDefaultInstance(), options).reply())
                .getCancelled();
    }

    private static List<Cell> load() {
        return List.of(
                Cell.unary(
                        "15,000 calls, one after the other",
                        (calls, route, options) -> counted(calls, options, 15_000, 1)),
                Cell.unary("64 callers at once", (calls, route, options) -> counted(calls, options, 6_400, 64))
                        .inCore(),
                Cell.unary("connections are used again", Cells::reused).inCore());
    }

    private static void counted(Calls calls, CallOptions options, int number, int parallel) {
        Map<String, Integer> wrong = calls.repeat(UUID.randomUUID() + "-", number, parallel, options);

        assertThat(wrong).isEmpty();
    }

    private static void reused(Calls calls, Route route, CallOptions options) {
        String first = remote(calls, options);

        for (int i = 0; i < 20; i++) {
            assertThat(remote(calls, options)).isEqualTo(first);
        }
    }

    /** Returns from where the server was called. */
    static String remote(Calls calls, CallOptions options) {
        HeaderMap headers = (HeaderMap)
                calls.unary("Headers", Empty.getDefaultInstance(), options).reply();
        return headers.getHeadersOrThrow("Remote");
    }

    /** Fails if what happened before has left something behind. */
    static void assertCallable(Calls calls, CallOptions options) {
        assertThat(calls.unary("Echo", Values.scalars(), options).reply()).isEqualTo(Values.scalars());
    }

    private static Failure.Builder failure(String kind) {
        return Failure.newBuilder().setKind(kind);
    }

    private static Pause pause(long millis) {
        return Pause.newBuilder().setMillis(millis).build();
    }
}
