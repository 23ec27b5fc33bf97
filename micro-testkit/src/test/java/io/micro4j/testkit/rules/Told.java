package io.micro4j.testkit.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what one side of a call is told: its messages, each a text, and how it ends, as often as that is told. */
class Told implements Receiver {
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final AtomicInteger ends = new AtomicInteger();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean halfClosed;
    private volatile boolean toldLate;

    CompletableFuture<End> end() {
        return end;
    }

    int ends() {
        return ends.get();
    }

    List<String> messages() {
        return messages;
    }

    boolean isHalfClosed() {
        return halfClosed;
    }

    /** Returns whether something was told behind the end. */
    boolean isToldLate() {
        return toldLate;
    }

    /** Waits for a message that was not waited for before, or for the end. */
    void awaitNews(long seconds) throws InterruptedException {
        if (!news.tryAcquire(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("Neither a message nor the end came within " + seconds + " s");
        }
    }

    @Override
    public void message(Body body) {
        note();
        messages.add(new String(body.toByteArray(), UTF_8));
        news.release();
    }

    @Override
    public void halfClosed() {
        note();
        halfClosed = true;
    }

    @Override
    public void end(End how) {
        ends.incrementAndGet();
        end.complete(how);
        news.release();
    }

    private void note() {
        toldLate |= end.isDone();
    }
}
