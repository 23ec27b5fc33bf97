package io.micro4j.client;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Attempt;
import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.codec.Encoded;
import io.micro4j.registry.Node;
import io.micro4j.selector.Outcome;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.netty.util.Timeout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call, across its attempts. Keeps what was sent until something comes back, so that a call which no handler saw can be made again on
 * another node: only then, or where the endpoint is idempotent and the connection failed. A hedged call has several attempts at once, until one is
 * answered.
 */
final class RetryingCall implements Socket {
    private final OutgoingCall call;
    private final Receiver replies;
    private final RetryingOpener opener;
    private final long startNanos = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Sent sent;
    private final List<NodeCall> live = new ArrayList<>(1);
    private List<Attempt> failed = List.of();
    private @Nullable NodesToTry nodes;
    private volatile @Nullable NodeCall current;
    private volatile @Nullable NodeCall answering;
    private @Nullable Timeout hedgeTimer;
    private @Nullable End cancelled;
    private boolean over;
    private boolean overBudget;
    private int made;
    private int retried;
    private int hedged;

    RetryingCall(OutgoingCall call, Receiver replies, RetryingOpener opener) {
        this.call = call;
        this.replies = replies;
        this.opener = opener;
        this.sent = new Sent(call.endpoint().shape().streamsRequests());
    }

    /** Chooses among the nodes, and makes the first attempt. The first look-up of a service may block. */
    void begin() {
        opener.count().call();
        try {
            nodes = new NodesToTry(call, opener.selector(call));
        } catch (MicroException e) {
            finish(null, End.failed(e));
            return;
        }
        start();
        hedgeLater();
    }

    /** Makes the next attempt, with everything that was sent so far. */
    private void start() {
        boolean waiting;
        lock.lock();
        try {
            if (over || answering != null) {
                return;
            }
            Node node = requireNonNull(nodes).next();
            if (!opener.transport().wire(node).carries(call.endpoint().shape())) {
                mark(node, Outcome.GIVEN_UP, 0);
                finish(
                        node,
                        End.failed(Failure.of(501, "the wire to this node carries no streams")
                                .asNeverSent()));
                return;
            }
            NodeCall attempt = new NodeCall(this, replies, node);
            waiting = made++ > 0;
            live.add(attempt);
            current = attempt;
            attempt.socket = opener.transport().open(node, call.endpoint(), head(), attempt);
            attempt.catchUp(sent);
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
        NodeCall attempt = current;
        return attempt == null ? "" : attempt.node.address();
    }

    @Override
    public boolean send(Encoded message) {
        lock.lock();
        try {
            if (over) {
                return true;
            }
            if (!sent.isComplete() && current != null) {
                return current.socket.send(message);
            }
            sent.send(message);
            return catchUp();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end(End end) {
        lock.lock();
        try {
            sent.halfClose();
            catchUp();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void request(int messages) {
        lock.lock();
        try {
            sent.request(messages);
            catchUp();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether there is room for more. An attempt may end meanwhile, and another begin. */
    private boolean catchUp() {
        if (live.isEmpty()) {
            return sent.hasRoom();
        }
        boolean room = true;
        for (int i = 0; i < live.size(); i++) {
            room &= live.get(i).catchUp(sent);
        }
        return room;
    }

    @Override
    public void cancel(End why) {
        List<NodeCall> going;
        lock.lock();
        try {
            if (over || cancelled != null) {
                return;
            }
            cancelled = why;
            going = List.copyOf(live);
        } finally {
            lock.unlock();
        }
        if (going.isEmpty()) {
            finish(null, why);
        }
        going.forEach(attempt -> attempt.socket.cancel(why));
    }

    boolean isCurrent(NodeCall attempt) {
        return attempt == current;
    }

    /** Something came back: the call was seen, and is not made again. Returns whether {@code attempt} is the one whose replies are taken. */
    boolean settle(NodeCall attempt) {
        if (answering == attempt) {
            return true;
        }
        List<NodeCall> losers;
        lock.lock();
        try {
            if (answering != null || !live.contains(attempt)) {
                return false;
            }
            losers = answeredBy(attempt);
        } finally {
            lock.unlock();
        }
        losers.forEach(RetryingCall::leave);
        return true;
    }

    /** Returns those that are not needed any more. With the lock held. */
    private List<NodeCall> answeredBy(NodeCall attempt) {
        answering = attempt;
        current = attempt;
        sent.settle();
        if (live.size() == 1) {
            return List.of();
        }
        List<NodeCall> losers = new ArrayList<>(live);
        losers.remove(attempt);
        live.removeAll(losers);
        return losers;
    }

    private static void leave(NodeCall loser) {
        loser.socket.cancel(End.failed(Failure.of(499, "another node has answered")));
    }

    /** One attempt is over. The call is, too, unless it is made again or another attempt is still going on. */
    void ended(NodeCall attempt, End end) {
        boolean again = false;
        boolean wait = false;
        boolean ours;
        lock.lock();
        try {
            ours = cancelled != null || !live.contains(attempt);
            if (!live.remove(attempt)) {
                wait = true; // another was faster
            } else {
                note(attempt, end);
                boolean failedSafely =
                        RetryRules.isSafeToRepeat(end, call.endpoint().isIdempotent());
                wait = !live.isEmpty() && (ours || failedSafely);
                again = !wait && !ours && failedSafely && mayRetry();
                current = wait ? live.get(live.size() - 1) : again ? null : current;
            }
        } finally {
            lock.unlock();
        }
        mark(attempt.node, RetryRules.outcome(end, ours), call.endpoint().shape() == Shape.UNARY ? attempt.nanos() : 0);
        if (again) {
            startAgain(attempt.node);
        } else if (!wait) {
            finish(attempt.node, end);
        }
    }

    private void note(NodeCall attempt, End end) {
        if (end.error() != null) {
            if (failed.isEmpty()) {
                failed = new ArrayList<>(1);
            }
            failed.add(attempt.failed(end.error()));
        }
    }

    private boolean mayRetry() {
        boolean possible = sent.isComplete() && retried < call.retries() && isTimeLeft();
        overBudget = possible && !opener.count().retry();
        if (possible && !overBudget) {
            retried++;
            return true;
        }
        return false;
    }

    private boolean isTimeLeft() {
        return call.until() == null || !call.until().isOver();
    }

    private void startAgain(Node last) {
        long pause = RetryRules.pauseNanos(retried, ThreadLocalRandom.current());
        if (pause == 0) {
            start();
            return;
        }
        try {
            opener.timers().after(pause, this::start, closed -> finish(last, End.failed(closed)));
        } catch (MicroException closed) {
            finish(last, End.failed(closed));
        }
    }

    /** Returns whether several attempts may go on at once. */
    boolean isHedged() {
        return call.hedging().isOn()
                && call.endpoint().isIdempotent()
                && call.endpoint().shape() == Shape.UNARY;
    }

    private void hedgeLater() {
        if (!isHedged()) {
            return;
        }
        lock.lock();
        try {
            if (!over && answering == null && hedged < call.hedging().most()) {
                hedgeTimer = opener.timers()
                        .after(
                                call.hedging().delay().toNanos(),
                                this::hedge,
                                closed -> {}); // attempts go on, or end by themselves
            }
        } catch (MicroException closed) {
            finish(null, End.failed(closed));
        } finally {
            lock.unlock();
        }
    }

    /** Makes one more attempt beside those that go on; where none does, a retry is about to. */
    private void hedge() {
        lock.lock();
        try {
            hedged++;
            if (cancelled == null
                    && !live.isEmpty()
                    && isTimeLeft()
                    && opener.count().retry()) {
                start();
            }
        } finally {
            lock.unlock();
        }
        hedgeLater();
    }

    private void mark(Node node, Outcome outcome, long nanos) {
        opener.selector(call).mark(call.service(), node, outcome, nanos);
    }

    private void finish(@Nullable Node node, End end) {
        List<NodeCall> losers;
        List<Attempt> attempts;
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            sent.clear();
            losers = List.copyOf(live);
            live.clear();
            attempts = List.copyOf(failed);
            if (hedgeTimer != null) {
                hedgeTimer.cancel();
            }
        } finally {
            lock.unlock();
        }
        losers.forEach(RetryingCall::leave);
        replies.end(Failure.located(end, call, node, startNanos, attempts, overBudget));
    }
}
