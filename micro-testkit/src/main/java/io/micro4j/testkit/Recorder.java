package io.micro4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.micro4j.call.Metadata;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A receiver that remembers what it is told, lets a test wait for it, and notes when its transport breaks the rules. Safe for use by many threads. */
final class Recorder implements Receiver {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final List<Body> messages = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private @Nullable Receiver reaction;
    private @Nullable Metadata head;
    private @Nullable End end;
    private @Nullable String telling;
    private boolean halfClosed;
    private int writable;
    private long allowed;

    Recorder(String name) {
        this.name = name;
    }

    /** Lets {@code reaction} hear everything too, after it was noted. */
    synchronized void react(Receiver reaction) {
        this.reaction = reaction;
    }

    /** Notes that {@code messages} more were asked for. */
    synchronized void allow(int messages) {
        allowed += messages;
    }

    @Override
    public void head(Metadata initial) {
        told("head", () -> {
            expect(head == null, "a second head");
            expect(messages.isEmpty(), "a head after a message");
            head = initial;
        });
        react(receiver -> receiver.head(initial));
        done();
    }

    @Override
    public void message(Body body) {
        told("message", () -> {
            expect(!halfClosed, "a message after the half-close");
            expect(messages.size() < allowed, "message " + (messages.size() + 1) + " of " + allowed + " asked for");
            messages.add(body);
        });
        react(receiver -> receiver.message(body));
        done();
    }

    @Override
    public void halfClosed() {
        told("half-close", () -> {
            expect(!halfClosed, "a second half-close");
            halfClosed = true;
        });
        react(Receiver::halfClosed);
        done();
    }

    @Override
    public void writable() {
        told("writable", () -> writable++);
        react(Receiver::writable);
        done();
    }

    @Override
    public void end(End end) {
        told("end", () -> this.end = end);
        react(receiver -> receiver.end(end));
        done();
    }

    /** Waits for the end, and returns it. */
    End awaitEnd() {
        await("the end", () -> end != null);
        return requireNonNull(end);
    }

    /** Waits until {@code count} messages came, and returns all that came as text. */
    List<String> awaitMessages(int count) {
        await(count + " messages", () -> messages.size() >= count);
        return messages();
    }

    void awaitHalfClose() {
        await("the half-close", () -> halfClosed);
    }

    Metadata awaitHead() {
        await("the head", () -> head != null);
        return requireNonNull(head);
    }

    /** Waits until it was told {@code times} in all that there is room, or that the call is over. */
    void awaitWritable(int times) {
        await("room for more, " + times + " times in all", () -> writable >= times || end != null);
    }

    synchronized boolean isOver() {
        return end != null;
    }

    synchronized List<String> messages() {
        return messages.stream()
                .map(body -> new String(body.bytes(), body.offset(), body.size(), UTF_8))
                .toList();
    }

    synchronized List<Body> bodies() {
        return List.copyOf(messages);
    }

    /** Returns what its transport did wrong, each in words. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    private synchronized void told(String what, Runnable note) {
        expect(telling == null, what + " while it was still being told of a " + telling);
        expect(end == null, what + " after the end");
        telling = what;
        note.run();
        notifyAll();
    }

    private synchronized void done() {
        telling = null;
        notifyAll();
    }

    private void react(Consumer<Receiver> how) {
        Receiver receiver;
        synchronized (this) {
            receiver = reaction;
        }
        if (receiver != null) {
            how.accept(receiver);
        }
    }

    private void expect(boolean kept, String what) {
        if (!kept) {
            broken.add(name + " was told " + what);
        }
    }

    private synchronized void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("Waited " + PATIENCE.toSeconds() + " s for " + what + "; " + this);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + what + "; " + this, e);
        }
    }

    @Override
    public synchronized String toString() {
        return name + " was told " + (head == null ? "" : "a head, ") + messages.size() + " of " + allowed + " messages"
                + (halfClosed ? ", the half-close" : "") + (writable > 0 ? ", " + writable + " times of room" : "")
                + (end == null ? "" : ", and " + end) + (broken.isEmpty() ? "" : "; wrongly: " + broken);
    }
}
