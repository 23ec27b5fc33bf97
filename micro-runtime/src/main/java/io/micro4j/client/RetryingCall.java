package io.micro4j.client;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.codec.Encoded;
import io.micro4j.registry.Node;
import io.micro4j.selector.Next;
import io.micro4j.selector.Outcome;
import io.micro4j.selector.Selector;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call, across its attempts. Keeps what was sent until something comes back, so that a call which no handler saw can be made again on
 * another node: only then, or where the endpoint is idempotent and the connection failed.
 */
final class RetryingCall implements Socket {
    private static final int KEPT_MESSAGES = 16;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final long FIRST_PAUSE_NANOS = 10_000_000;
    private static final int LONGEST_PAUSE = 6;

    private final OutgoingCall call;
    private final Receiver replies;
    private final Transport transport;
    private final Selector selector;
    private final Timers timers;
    private final long startNanos = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Encoded> kept = new ArrayList<>(1);
    private volatile @Nullable Attempt current;
    private int keptBytes;
    private volatile boolean repeatable = true;
    private @Nullable Next nodes;
    private boolean halfClosed;
    private boolean over;
    private @Nullable End cancelled;
    private int requested;
    private int attempts;

    RetryingCall(OutgoingCall call, Receiver replies, Transport transport, Selector selector, Timers timers) {
        this.call = call;
        this.replies = replies;
        this.transport = transport;
        this.selector = selector;
        this.timers = timers;
    }

    /** Chooses among the nodes, and makes the first attempt. The first look-up of a service may block. */
    void begin() {
        try {
            nodes = select();
        } catch (MicroException e) {
            finish(null, End.failed(e));
            return;
        }
        start(nodes);
    }

    private Next select() {
        if (call.addresses().isEmpty()) {
            return selector.select(call.service(), call.selection());
        }
        return selector.select(
                call.service(), call.addresses().stream().map(Node::of).toList());
    }

    /** Makes the next attempt, with everything that was sent so far. */
    private void start(Next nodes) {
        Node node = nodes.next();
        if (!transport.wire(node).carries(call.endpoint().shape())) {
            selector.mark(call.service(), node, Outcome.GIVEN_UP, 0);
            finish(
                    node,
                    End.failed(Failure.of(501, "the wire to this node carries no streams")
                            .asNeverSent()));
            return;
        }
        boolean waiting;
        lock.lock();
        try {
            if (over) {
                selector.mark(call.service(), node, Outcome.GIVEN_UP, 0);
                return;
            }
            Attempt attempt = new Attempt(node);
            waiting = attempts++ > 0;
            current = attempt;
            attempt.socket = transport.open(node, call.endpoint(), head(), attempt);
            attempt.catchUp();
        } finally {
            lock.unlock();
        }
        if (waiting) {
            replies.writable();
        }
    }

    private Head head() {
        return call.until() == null
                ? call.head()
                : call.head().withTimeoutNanos(Math.max(1, call.until().remainingNanos()));
    }

    @Override
    public String peer() {
        Attempt attempt = current;
        return attempt == null ? "" : attempt.node.address();
    }

    @Override
    public boolean send(Encoded message) {
        lock.lock();
        try {
            if (over) {
                return true;
            }
            if (current == null) {
                kept.add(message);
                return kept.size() < KEPT_MESSAGES;
            }
            if (!repeatable) {
                return current.socket.send(message);
            }
            keep(message);
            return current.catchUp();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end(End end) {
        lock.lock();
        try {
            halfClosed = true;
            if (current != null) {
                current.catchUp();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void request(int messages) {
        lock.lock();
        try {
            requested += messages;
            if (current != null) {
                current.catchUp();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel(End why) {
        Attempt attempt;
        lock.lock();
        try {
            if (over || cancelled != null) {
                return;
            }
            cancelled = why;
            attempt = current;
        } finally {
            lock.unlock();
        }
        if (attempt == null) {
            finish(null, why);
        } else {
            attempt.socket.cancel(why);
        }
    }

    private void keep(Encoded message) {
        kept.add(message);
        keptBytes += message.size();
        if (call.endpoint().shape().streamsRequests() && (kept.size() > KEPT_MESSAGES || keptBytes > KEPT_BYTES)) {
            repeatable = false;
        }
    }

    /** Something came back: the call was seen, and is not made again. */
    private void settle() {
        if (repeatable) {
            lock.lock();
            try {
                repeatable = false;
            } finally {
                lock.unlock();
            }
        }
    }

    private void ended(Attempt attempt, End end) {
        boolean again;
        boolean ours;
        lock.lock();
        try {
            ours = cancelled != null;
            again = repeatable && !ours && attempts <= call.retries() && isSafeToRepeat(end) && isTimeLeft();
            if (again) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
        selector.mark(call.service(), attempt.node, outcome(end, ours), nanos(attempt));
        if (again) {
            startAgain();
        } else {
            finish(attempt.node, end);
        }
    }

    /** @param ours whether this side ended it, having waited as long as it would, or because its caller left */
    private static Outcome outcome(End end, boolean ours) {
        MicroError error = end.error();
        if (error == null) {
            return Outcome.ANSWERED;
        }
        if (ours) {
            return error.code() == 408 ? Outcome.FAILED : Outcome.GIVEN_UP;
        }
        if (end.isFailureOnTheWay()) {
            return Outcome.UNREACHED;
        }
        if (end.neverSent() && error.code() >= 500) {
            return Outcome.REFUSED;
        }
        return error.code() >= 500 || error.code() == 408 ? Outcome.FAILED : Outcome.ANSWERED;
    }

    /** A stream's length says nothing of its node. */
    private long nanos(Attempt attempt) {
        return call.endpoint().shape() == Shape.UNARY ? Math.max(1, System.nanoTime() - attempt.since) : 0;
    }

    private void startAgain() {
        Next next = requireNonNull(nodes);
        if (attempts < 2) {
            start(next);
            return;
        }
        long pause = FIRST_PAUSE_NANOS << Math.min(attempts - 2, LONGEST_PAUSE);
        timers.after(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2), () -> start(next));
    }

    private boolean isSafeToRepeat(End end) {
        MicroError error = end.error();
        if (error == null || (error.code() >= 400 && error.code() < 500)) {
            return false;
        }
        return end.neverSent() || (call.endpoint().isIdempotent() && end.isFailureOnTheWay());
    }

    private boolean isTimeLeft() {
        return call.until() == null || !call.until().isOver();
    }

    private void finish(@Nullable Node node, End end) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            kept.clear();
        } finally {
            lock.unlock();
        }
        replies.end(Failure.located(end, call, node, startNanos, attempts));
    }

    /** One try, on one node. */
    private final class Attempt implements Receiver {
        private final Node node;
        private final long since = System.nanoTime();
        private Socket socket = ClosedSocket.INSTANCE;
        private int sent;
        private int asked;
        private boolean ended;

        Attempt(Node node) {
            this.node = node;
        }

        /** Does at this node what the caller has done so far. Returns whether there is room for more. Called with the lock held. */
        boolean catchUp() {
            boolean room = true;
            while (sent < kept.size()) {
                room = socket.send(kept.get(sent++));
            }
            if (asked < requested) {
                int more = requested - asked;
                asked = requested;
                socket.request(more);
            }
            if (halfClosed && !ended) {
                ended = true;
                socket.end(End.OK);
            }
            if (!repeatable) {
                kept.clear();
                sent = 0;
            }
            return room;
        }

        @Override
        public void head(Metadata initial) {
            settle();
            replies.head(initial);
        }

        @Override
        public void message(Body body) {
            settle();
            replies.message(body);
        }

        @Override
        public void writable() {
            replies.writable();
        }

        @Override
        public void end(End end) {
            ended(this, end);
        }
    }
}
