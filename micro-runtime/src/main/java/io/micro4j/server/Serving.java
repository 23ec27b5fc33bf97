package io.micro4j.server;

import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroError;
import io.micro4j.call.Shape;
import io.micro4j.transport.End;
import java.lang.System.Logger;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What all calls of one server share: its threads, its counts, its clock. Safe for use by many threads. */
final class Serving {
    private final ServerOptions options;
    private final HandlerThreads threads;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor sideline;
    private final Deadlines deadlines;
    private final Failures failures;
    private final CallCount open = new CallCount(Integer.MAX_VALUE);
    private final CallCount calls;
    private final CallCount streams;
    private final Map<Endpoint<?, ?>, CallCount> limited;
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private volatile boolean draining;

    /** @param limits how many calls of an endpoint there may be, for those that have a limit of their own */
    Serving(ServerOptions options, Map<Endpoint<?, ?>, Integer> limits, Logger log) {
        String prefix = "micro-" + options.name() + "-";
        this.options = options;
        this.threads = HandlerThreads.open(options);
        this.timer = new ScheduledThreadPoolExecutor(1, HandlerThreads.named(prefix + "timer-"));
        this.sideline = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HandlerThreads.named(prefix + "cancel-"));
        sideline.allowCoreThreadTimeOut(true);
        this.deadlines = new Deadlines(timer, System::nanoTime);
        this.failures = new Failures(options.name(), log);
        this.calls = new CallCount(threads.callLimit());
        this.streams = new CallCount(options.maxStreams());
        Map<Endpoint<?, ?>, CallCount> counts = new HashMap<>();
        limits.forEach((endpoint, limit) -> counts.put(endpoint, new CallCount(limit)));
        this.limited = Map.copyOf(counts);
    }

    ServerOptions options() {
        return options;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Failures failures() {
        return failures;
    }

    Executor streamThreads() {
        return threads.streams();
    }

    /** Counts a call that has come, whatever becomes of it. */
    void opened() {
        requests.increment();
        open.enter();
    }

    /** Counts a call that is answered with an error. */
    void failed() {
        errors.increment();
    }

    /** Returns how many calls have come so far. */
    long requests() {
        return requests.sum();
    }

    /** Returns how many of them were answered with an error. */
    long errors() {
        return errors.sum();
    }

    /** Counts a call that is over, and whose handler has returned. */
    void closed() {
        open.leave();
    }

    /** Returns why no new call is taken now; null if they are. */
    @Nullable
    End closing() {
        return draining ? refused(503, options.name() + " is stopping; call another node") : null;
    }

    /** Returns the end of a call that no handler saw. */
    End refused(int code, String detail) {
        return End.refused(MicroError.of(options.name(), code, detail));
    }

    /** Makes room for one more call; null if there is, else why not. */
    @Nullable
    End admit(Endpoint<?, ?> endpoint) {
        CallCount own = limited.get(endpoint);
        if (own != null && !own.enter()) {
            return refused(
                    503,
                    endpoint + " is full: " + own.get()
                            + " calls of it are going on, as many as endpointLimits allows; call"
                            + " another node, or later");
        }
        CallCount count = countOf(endpoint.shape());
        if (count.enter()) {
            return null;
        }
        if (own != null) {
            own.leave();
        }
        return refused(
                503,
                options.name() + " is full: " + count.get() + " calls like " + endpoint
                        + " are going on; call another node, or later");
    }

    /** Gives back the room of a call that was admitted. */
    void dismiss(Endpoint<?, ?> endpoint) {
        countOf(endpoint.shape()).leave();
        CallCount own = limited.get(endpoint);
        if (own != null) {
            own.leave();
        }
    }

    /** Runs the handler of an admitted call; false if the server has stopped. */
    boolean execute(Shape shape, Runnable handler) {
        try {
            (shape == Shape.UNARY ? threads.calls() : threads.streams()).execute(handler);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    /** Runs what tells a handler that its call was given up, which may run code of the handler's. */
    void sideline(Runnable action) {
        try {
            sideline.execute(action);
        } catch (RejectedExecutionException stopped) {
            action.run();
        }
    }

    /** Takes no new call from now on. */
    void drain() {
        draining = true;
    }

    /** Waits until nothing goes on any more and {@code also} holds; false if that took too long. */
    boolean awaitNone(long nanos, BooleanSupplier also) throws InterruptedException {
        return open.awaitNone(nanos, also);
    }

    /** Returns how many calls are going on. */
    int openCalls() {
        return open.get();
    }

    /** Lets the threads go. Handlers that still run keep theirs until they return. */
    void close() {
        threads.close();
        sideline.shutdown();
        timer.shutdownNow();
    }

    private CallCount countOf(Shape shape) {
        return shape == Shape.UNARY ? calls : streams;
    }
}
