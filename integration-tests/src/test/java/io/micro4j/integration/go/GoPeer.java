package io.micro4j.integration.go;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A running program on go-micro, which serves and calls as it is told over its standard input; see {@code integration-tests/go/peer/main.go}.
 *
 * <p>Safe for use by many threads. It ends with the JVM, whose end of the pipe it reads.
 */
final class GoPeer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final int READY = -1;

    private final Gson gson = new Gson();
    private final GoVersion version;
    private final Process process;
    private final Writer input;
    private final Thread reader;
    private final AtomicInteger commands = new AtomicInteger();
    private final Map<Integer, CompletableFuture<GoAnswer>> waiting = new ConcurrentHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private boolean silent;

    private GoPeer(GoVersion version, Process process) {
        this.version = version;
        this.process = process;
        this.input = process.outputWriter(UTF_8);
        this.reader = new Thread(this::read, "output of " + this);
        reader.setDaemon(true);
    }

    /** Starts a peer with these flags, within {@code prefix} (nothing, or what enters a namespace). */
    static GoPeer start(GoVersion version, List<String> prefix, String... flags) {
        List<String> command = new ArrayList<>(prefix);
        command.add(version.program().toString());
        command.addAll(Arrays.asList(flags));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            GoPeer peer = new GoPeer(version, process);
            CompletableFuture<GoAnswer> ready = new CompletableFuture<>();
            peer.waiting.put(READY, ready);
            peer.reader.start();
            peer.await(ready, START, "start");
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command, e);
        }
    }

    static GoPeer start(GoVersion version, String... flags) {
        return start(version, List.of(), flags);
    }

    GoVersion version() {
        return version;
    }

    /** Returns where it serves, as {@code host:port}. */
    String address() {
        String line = awaitLine(said -> said.startsWith("listening on "), START);
        return line.substring("listening on ".length());
    }

    /** Does {@code command}, and waits for its answer. */
    GoAnswer run(GoCommand command, Duration limit) {
        return await(start(command), limit, command.toString());
    }

    /** Begins {@code command}. */
    CompletableFuture<GoAnswer> start(GoCommand command) {
        int id = commands.getAndIncrement();
        CompletableFuture<GoAnswer> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        String line = gson.toJson(command.fields(id)) + "\n";
        synchronized (input) {
            try {
                input.write(line);
                input.flush();
            } catch (IOException e) {
                waiting.remove(id);
                answer.completeExceptionally(e);
            }
        }
        return answer;
    }

    /** Waits for a line that the program says of itself, not in answer to a command. */
    synchronized String awaitLine(Predicate<String> sought, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        int next = 0;
        while (true) {
            for (; next < lines.size(); next++) {
                if (sought.test(lines.get(next))) {
                    return lines.get(next);
                }
            }
            long left = deadline - System.nanoTime();
            if (silent || left <= 0) {
                throw new AssertionError(this + (silent ? " ended" : "") + " without the line; it said:\n" + output());
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Returns the lines so far, without the answers. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the last of these lines. */
    synchronized String output() {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    /** Ends it as a crash would. All that it has said until then is in {@link #lines}. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would throw away what is not read yet
        try {
            reader.join(TimeUnit.SECONDS.toMillis(10));
            if (!process.waitFor(10, TimeUnit.SECONDS) || reader.isAlive()) {
                throw new IllegalStateException(this + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "go-micro " + version + ", process " + process.pid();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            add("(output ends here: " + e + ")");
        } finally {
            end();
        }
    }

    private void take(String line) {
        if (line.startsWith("> {")) {
            GoAnswer answer = gson.fromJson(line.substring(2), GoAnswer.class);
            CompletableFuture<GoAnswer> one = waiting.remove(answer.id());
            if (one != null) {
                one.complete(answer);
                return;
            }
        }
        add(line.startsWith("> ") ? line.substring(2) : line);
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        silent = true;
        notifyAll();
        waiting.values().forEach(one -> one.completeExceptionally(new IOException(this + " has ended")));
    }

    private GoAnswer await(CompletableFuture<GoAnswer> answer, Duration limit, String what) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(this + " did not " + what + " within " + limit + ". It said:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
