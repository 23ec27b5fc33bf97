package io.micro4j.transport.mucp;

import io.micro4j.call.Metadata;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What has come in for one stream and what its receiver does not take yet; while that is much, the pipe is paused.
 *
 * <p>{@link #request} is for any thread, the rest for the pipe's.
 */
final class Inbox extends Demand {
    private static final int HIGH = 64 * 1024;
    private static final int MOST_MESSAGES = 128;

    private final Pipe pipe;
    private final ArrayDeque<Body> waiting = new ArrayDeque<>(2);
    private @Nullable Receiver receiver;
    private Metadata initial = Metadata.EMPTY;
    private boolean halfClosed;
    private boolean halfClosedTold;
    private @Nullable End end;
    private boolean over;
    private boolean delivering;
    private boolean roomMade;
    private boolean paused;
    private int waitingBytes;
    private volatile boolean starved;

    Inbox(Pipe pipe) {
        this.pipe = pipe;
    }

    void start(Receiver receiver) {
        this.receiver = receiver;
        deliver();
    }

    /** What the server said first. Needs no demand. */
    void head(Metadata initial) {
        this.initial = initial;
        deliver();
    }

    void message(Body body) {
        if (end != null || over) {
            return;
        }
        waiting.add(body);
        waitingBytes += body.size();
        if (waitingBytes > HIGH || waiting.size() > MOST_MESSAGES) {
            pauseOnce();
        }
        deliver();
    }

    void halfClosed() {
        halfClosed = true;
        deliver();
    }

    /** Ends the call after what waits. */
    void endLast(End end) {
        if (this.end == null) {
            this.end = end;
            deliver();
        }
    }

    /** Ends the call and drops what waits. */
    void endNow(End end) {
        if (over) {
            return;
        }
        waiting.clear();
        waitingBytes = 0;
        this.end = end;
        halfClosedTold = true;
        deliver();
    }

    /** Tells that there is room for messages again. */
    void writable() {
        roomMade = true;
        deliver();
    }

    boolean isOver() {
        return over;
    }

    /** Returns whether how the call ended is known, though perhaps not told yet. */
    boolean isEnding() {
        return end != null;
    }

    void request(int messages) {
        allow(messages);
        if (pipe.isOnThread()) {
            deliver();
        } else if (starved) {
            pipe.execute(this::deliver);
        }
    }

    private void deliver() {
        Receiver to = receiver;
        if (delivering || over || to == null) {
            return;
        }
        delivering = true;
        try {
            do {
                initial(to);
                room(to);
                messages(to);
                last(to);
            } while (roomMade && !over);
        } finally {
            delivering = false;
        }
        resumeOnce();
    }

    private void initial(Receiver to) {
        if (!initial.isEmpty()) {
            Metadata said = initial;
            initial = Metadata.EMPTY;
            to.head(said);
        }
    }

    private void room(Receiver to) {
        if (roomMade) {
            roomMade = false;
            to.writable();
        }
    }

    private void messages(Receiver to) {
        while (!waiting.isEmpty()) {
            if (!isThere()) {
                starved = true;
                if (!isThere()) { // asked again: a request that came in between has not seen the flag
                    return;
                }
            }
            starved = false;
            take();
            Body body = waiting.remove();
            waitingBytes -= body.size();
            to.message(body);
            room(to);
        }
    }

    private void last(Receiver to) {
        if (!waiting.isEmpty()) {
            return;
        }
        if (halfClosed && !halfClosedTold) {
            halfClosedTold = true;
            to.halfClosed();
        }
        End how = end;
        if (how != null) {
            over = true;
            to.end(how);
        }
    }

    private void pauseOnce() {
        if (!paused) {
            paused = true;
            pipe.pause();
        }
    }

    private void resumeOnce() {
        if (paused && (over || (waitingBytes <= HIGH / 2 && waiting.size() <= MOST_MESSAGES / 2))) {
            paused = false;
            pipe.resume();
        }
    }
}
