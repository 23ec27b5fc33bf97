package io.micro4j.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process that a test started. What it prints is kept, each wait has a deadline, and closing ends it with all that it started in turn.
 *
 * <p>Safe for use by many threads.
 */
public final class RunningProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private boolean silent;

    private RunningProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Starts {@code command}; what it prints on either stream is kept in one list. */
    public static RunningProcess start(String name, ProcessBuilder command) {
        try {
            RunningProcess started =
                    new RunningProcess(name, command.redirectErrorStream(true).start());
            Thread reader = new Thread(started::read, "output of " + name);
            reader.setDaemon(true);
            reader.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name + ": " + command.command(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Returns what {@code pattern} found in the first line that has it. */
    public synchronized Matcher awaitLine(Pattern pattern, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        int next = 0;
        while (true) {
            for (; next < lines.size(); next++) {
                Matcher matcher = pattern.matcher(lines.get(next));
                if (matcher.find()) {
                    return matcher;
                }
            }
            long left = deadline - System.nanoTime();
            if (silent || left <= 0) {
                throw new AssertionError(this + (silent ? " ended" : " ran for " + limit.toSeconds() + " s")
                        + " without a line that has /" + pattern + "/. It said:\n" + output());
            }
            await(left);
        }
    }

    /** Waits until the process has ended, and returns its exit code. */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        this + " did not end within " + limit.toSeconds() + " s. It said:\n" + output());
            }
            awaitSilence(limit);
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Asks the process to end, with SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Returns what was printed so far. */
    public synchronized String output() {
        return String.join("\n", lines);
    }

    /** Ends the process and all that it started. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError(this + " is still there 60 s after it was killed. It said:\n" + output());
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public String toString() {
        return name + ", process " + pid() + ",";
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(output ends here: " + e + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        silent = true;
        notifyAll();
    }

    private synchronized void awaitSilence(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!silent) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(this + " has ended, but " + limit.toSeconds()
                        + " s later something that it started still holds its output. It said:\n" + output());
            }
            await(left);
        }
    }

    private synchronized void await(long nanoseconds) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanoseconds);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for a process", e);
    }
}
