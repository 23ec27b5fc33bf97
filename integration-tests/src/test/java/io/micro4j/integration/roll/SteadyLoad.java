package io.micro4j.integration.roll;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** 300 calls a second, every other of an endpoint that is idempotent, whether they are answered or not. */
final class SteadyLoad implements AutoCloseable {
    private static final long PAUSE_MICROS = 1_000_000 / 300;

    private final Client client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /**
     * One call, over or not.
     *
     * @param since when it began, by {@link System#nanoTime}
     * @param nanos how long it took
     */
    record Call(Endpoint<?, ?> endpoint, long since, CompletableFuture<Long> nanos) {}

    /**
     * A call that failed.
     *
     * @param since when it began
     */
    record Failed(Endpoint<?, ?> endpoint, long since, MicroException error) {}

    private SteadyLoad(Client client) {
        this.client = client;
    }

    /** Begins, once a first call was answered. */
    static SteadyLoad start(Client client) {
        SteadyLoad load = new SteadyLoad(client);
        await("the first reply")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> load.call(RolledNode.LOOK).nanos().get(2, TimeUnit.SECONDS) > 0);
        var unused = load.timer.scheduleAtFixedRate(load::callNext, 0, PAUSE_MICROS, TimeUnit.MICROSECONDS);
        return load;
    }

    /** Returns once {@code more} calls have been made. */
    void awaitCalls(int more) {
        int before = calls.size();
        await("further calls").atMost(Duration.ofSeconds(30)).until(() -> calls.size() >= before + more);
    }

    /** Makes no more calls, and waits for the end of those that were made. */
    @Override
    public void close() {
        timer.shutdownNow();
        await("the end of all calls")
                .atMost(Duration.ofSeconds(20))
                .until(() -> calls.stream().allMatch(call -> call.nanos().isDone()));
    }

    int size() {
        return calls.size();
    }

    List<Failed> failures() {
        return calls.stream()
                .filter(call -> call.nanos().isCompletedExceptionally())
                .map(call -> new Failed(call.endpoint(), call.since(), error(call)))
                .toList();
    }

    /** Says how long the calls took that were answered. */
    String report() {
        long[] nanos = calls.stream()
                .filter(call -> !call.nanos().isCompletedExceptionally())
                .mapToLong(call -> call.nanos().join())
                .sorted()
                .toArray();
        return calls.size() + " calls, " + (calls.size() - nanos.length) + " failed, p50 "
                + nanos[nanos.length / 2] / 1_000 + " us, p99 " + nanos[nanos.length * 99 / 100] / 1_000
                + " us, longest " + nanos[nanos.length - 1] / 1_000 + " us";
    }

    private void callNext() {
        calls.add(call(calls.size() % 2 == 0 ? RolledNode.BUY : RolledNode.LOOK));
    }

    private Call call(Endpoint<StringValue, StringValue> endpoint) {
        long start = System.nanoTime();
        return new Call(
                endpoint,
                start,
                client.caller(RolledNode.SERVICE)
                        .async()
                        .unary(endpoint, StringValue.of("hello"))
                        .thenApply(reply -> System.nanoTime() - start));
    }

    private static MicroException error(Call call) {
        try {
            throw new AssertionError("answered after " + call.nanos().join());
        } catch (CompletionException e) {
            return (MicroException) e.getCause();
        }
    }
}
