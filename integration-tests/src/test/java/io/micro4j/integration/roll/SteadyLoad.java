package io.micro4j.integration.roll;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** 300 calls a second, every other of an endpoint that is idempotent, whether they are answered or not. */
final class SteadyLoad implements AutoCloseable {
    private static final long PAUSE_MICROS = 1_000_000 / 300;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Longer than a busy machine stands still: a call that is late is not lost. */
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(30));

    private final Client client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Set<String> answering = ConcurrentHashMap.newKeySet();

    /**
     * One call, over or not.
     *
     * @param nanos how long it took
     */
    record Call(Endpoint<?, ?> endpoint, CompletableFuture<Long> nanos) {}

    /** A call that failed. */
    record Failed(Endpoint<?, ?> endpoint, MicroException error) {}

    private SteadyLoad(Client client) {
        this.client = client;
    }

    /** Begins, once a first call was answered. */
    static SteadyLoad start(Client client) {
        SteadyLoad load = new SteadyLoad(client);
        await("the first reply")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> load.call(RolledNode.LOOK).nanos().get(5, TimeUnit.SECONDS) > 0);
        var unused = load.timer.scheduleAtFixedRate(load::callNext, 0, PAUSE_MICROS, TimeUnit.MICROSECONDS);
        return load;
    }

    /** Returns once {@code more} calls have been made. */
    void awaitCalls(int more) {
        int before = calls.size();
        await("further calls").atMost(PATIENCE).until(() -> calls.size() >= before + more);
    }

    /** Returns once the process {@code pid} has answered a call. */
    void awaitReplyOf(long pid) {
        await("a reply of process " + pid).atMost(PATIENCE).until(() -> answering.contains(String.valueOf(pid)));
    }

    /** Makes no more calls, and waits for the end of those that were made. */
    @Override
    public void close() {
        timer.shutdownNow();
        await("the end of all calls")
                .atMost(PATIENCE)
                .until(() -> calls.stream().allMatch(call -> call.nanos().isDone()));
    }

    int size() {
        return calls.size();
    }

    List<Failed> failures() {
        return calls.stream()
                .filter(call -> call.nanos().isCompletedExceptionally())
                .map(call -> new Failed(call.endpoint(), error(call)))
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
                client.caller(RolledNode.SERVICE)
                        .with(OPTIONS)
                        .async()
                        .unary(endpoint, StringValue.of("hello"))
                        .thenApply(reply -> {
                            answering.add(reply.getValue());
                            return System.nanoTime() - start;
                        }));
    }

    private static MicroException error(Call call) {
        try {
            throw new AssertionError("answered after " + call.nanos().join());
        } catch (CompletionException e) {
            return (MicroException) e.getCause();
        }
    }
}
