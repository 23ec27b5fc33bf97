package io.micro4j.transport.mucp;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.End;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one stream has to say and what its pipe does not take yet. Many messages are written at one wake-up.
 *
 * <p>{@link #send} and {@link #end} are for one thread at a time, the rest for the pipe's.
 */
final class Outbox {
    /** Takes messages out, on the pipe's thread. */
    interface Writer {
        void write(Encoded message);

        /** Nothing follows. */
        void ended(End end);

        /** There is room again, after there was none. */
        void room();
    }

    private static final int HIGH = 64 * 1024;
    private static final int LOW = HIGH / 2;
    private static final int OVERHEAD = 64;

    private final Pipe pipe;
    private final Writer writer;
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queuedBytes = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean full;
    private volatile boolean closed;
    private boolean open;

    Outbox(Pipe pipe, Writer writer) {
        this.pipe = pipe;
        this.writer = writer;
    }

    boolean send(Encoded message) {
        if (closed) {
            return true;
        }
        int bytes = queuedBytes.addAndGet(message.size() + OVERHEAD);
        queue.add(message);
        boolean room = bytes < HIGH;
        if (!room) {
            full = true;
        }
        schedule();
        return room;
    }

    void end(End end) {
        if (!closed) {
            queue.add(end);
            schedule();
        }
    }

    /** Says that the pipe takes messages now. */
    void open() {
        open = true;
        drain();
    }

    /** Drops what waits and what may still come. */
    void close() {
        closed = true;
        queue.clear();
    }

    /** Writes what waits, as far as the pipe takes it. */
    void drain() {
        if (!open || closed) {
            return;
        }
        boolean written = false;
        while (pipe.isWritable()) {
            Object next = queue.poll();
            if (next == null) {
                break;
            }
            written = true;
            if (next instanceof End end) {
                writer.ended(end);
                break;
            }
            Encoded message = (Encoded) next;
            queuedBytes.addAndGet(-message.size() - OVERHEAD);
            writer.write(message);
            if (closed) {
                break;
            }
        }
        if (written) {
            pipe.flush();
        }
        if (full && !closed && queuedBytes.get() <= LOW) {
            full = false;
            writer.room();
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            pipe.execute(this::run);
        }
    }

    private void run() {
        scheduled.set(false);
        drain();
    }
}
