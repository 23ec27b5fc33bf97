package io.micro4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The end of a {@link Worker} that gives the orders. For one thread. */
final class WorkerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final String greeting;

    private WorkerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.greeting = answer(PATIENCE);
    }

    /** Starts a worker and waits until it is ready. */
    static WorkerProcess start(String name, List<String> command) {
        ProcessBuilder worker = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = worker.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new WorkerProcess(name, process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.get(0), e);
        }
    }

    /** Returns the line it said when it was ready. */
    String greeting() {
        return greeting;
    }

    /** Gives an order that takes about {@code time}, and returns the answer. */
    String ask(String order, Duration time) {
        orders.println(order);
        return answer(time.plus(PATIENCE));
    }

    private String answer(Duration limit) {
        CompletableFuture<Void> late = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(
                        "The worker \"" + name + "\" ended without an answer, or gave none within " + limit.toSeconds()
                                + " s; what it said is on the console");
            }
            if (answer.startsWith(Worker.FAILED)) {
                throw new IllegalStateException("The worker \"" + name + "\" " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot hear the worker \"" + name + "\"", e);
        } finally {
            late.cancel(false);
        }
    }

    /** Ends the process at once. */
    void kill() {
        process.destroyForcibly();
    }

    /** Ends the process: its input ends, and it is killed if that does not help. */
    @Override
    public void close() throws InterruptedException {
        orders.close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
