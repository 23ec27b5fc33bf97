package io.micro4j.transport.grpc;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.http2.Http2Stream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** One side of one call, its inbound half: puts messages together and hands them over as they are asked for, one thing at a time. */
abstract class InboundCall extends Http2Stream {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");

    private static final AtomicIntegerFieldUpdater<InboundCall> ALLOWED =
            AtomicIntegerFieldUpdater.newUpdater(InboundCall.class, "allowed");

    private volatile int allowed;
    private volatile boolean starved;
    private volatile boolean over;

    private @Nullable Receiver receiver;
    private @Nullable MessageBuffer partial;
    private @Nullable ArrayDeque<Arrived> waiting;
    private boolean delivering;
    private boolean roomMade;
    private boolean halfClosed;
    private boolean halfClosedTold;
    private @Nullable End last;
    private int messages;
    private boolean unpacks;
    private boolean expectsOne;

    abstract int maxMessageBytes();

    /** Ends the call at both sides, because of what the other side sent. */
    abstract void refuse(MicroException why);

    /** Ends the call as {@link #givenUp} says. */
    abstract void giveUp(End why);

    abstract @Nullable End givenUp();

    abstract void keep(int bytes);

    abstract void giveBack(int bytes);

    /** The call is over, and its receiver is about to be told. */
    abstract void finished();

    final void tell(Receiver receiver) {
        this.receiver = receiver;
        deliver();
    }

    final @Nullable Receiver receiver() {
        return receiver;
    }

    final boolean isOver() {
        return over;
    }

    /** Returns how many messages came. */
    final int messages() {
        return messages;
    }

    /** Takes messages that are packed with gzip. */
    final void unpacks() {
        unpacks = true;
    }

    /** Takes one message, and hands it over once the other side has said everything: only then is it certain that there is none too many. */
    final void expectOne() {
        expectsOne = true;
    }

    private boolean isHeld() {
        return expectsOne && !halfClosed;
    }

    final void allow(int more) {
        if (more <= 0) {
            throw new IllegalArgumentException("request(" + more + "); ask for at least one message");
        }
        ALLOWED.accumulateAndGet(
                this, more, (before, added) -> before + added < 0 ? Integer.MAX_VALUE : before + added);
    }

    /** Returns whether something waits to be asked for. */
    final boolean isStarved() {
        return starved;
    }

    final boolean isEnding() {
        return last != null || over;
    }

    final boolean isPartial() {
        return partial != null;
    }

    @Override
    protected final boolean isInMessage() {
        return isPartial() || isHeld();
    }

    @Override
    protected final void data(byte[] bytes, int from, int to) {
        int position = from;
        while (position < to && !isEnding() && receiver != null) {
            position = partial == null ? whole(bytes, position, to) : piece(partial, bytes, position, to);
        }
    }

    /** Tells the end after what waits. */
    final void endLast(End end) {
        if (last == null) {
            last = end;
            deliver();
        }
    }

    /** Tells the end at once, and drops what waits. */
    final void endNow(End end) {
        if (!over) {
            over = true;
            waiting = null;
            partial = null;
            finished();
            Receiver to = receiver;
            if (to != null) {
                try {
                    to.end(end);
                } catch (RuntimeException e) {
                    threw(e);
                }
            }
        }
    }

    final void halfClosed() {
        halfClosed = true;
        deliver();
    }

    final void roomMade() {
        roomMade = true;
        deliver();
    }

    /** Hands over what may be handed over. */
    final void deliver() {
        Receiver to = receiver;
        if (delivering || over || to == null) {
            return;
        }
        delivering = true;
        try {
            while (!over && step(to)) {
                // one thing at a time
            }
        } catch (RuntimeException e) {
            threw(e);
        } finally {
            delivering = false;
        }
    }

    /** Tells what the server said before its first reply. */
    final void tellHead(Metadata initial) {
        Receiver to = receiver;
        if (to != null) {
            try {
                to.head(initial);
            } catch (RuntimeException e) {
                threw(e);
            }
        }
    }

    /** Who receives the call has thrown: that ends this call, and no other of the connection. */
    private void threw(RuntimeException why) {
        LOG.log(Level.ERROR, this + " ends: what receives it has thrown", why);
        if (!over) {
            giveUp(End.failed(MicroException.internal("what receives the call has thrown " + why)));
        }
    }

    private boolean step(Receiver to) {
        End why = givenUp();
        if (why != null) {
            giveUp(why);
            return false;
        }
        if (roomMade) {
            roomMade = false;
            to.writable();
            return true;
        }
        ArrayDeque<Arrived> arrived = waiting;
        Arrived next = arrived == null ? null : arrived.peek();
        if (arrived != null && next != null) {
            if (isHeld() || !take()) {
                return false;
            }
            arrived.remove();
            giveBack(next.body.size() + MessageBuffer.PREFIX);
            handOver(next.packed, next.body, to);
            return true;
        }
        if (halfClosed && !halfClosedTold) {
            halfClosedTold = true;
            to.halfClosed();
            return true;
        }
        if (last != null) {
            endNow(last);
        }
        return false;
    }

    /** Takes one of the messages that were asked for. Returns whether there was one; if not, the next request says so. */
    private boolean take() {
        if (allowed == 0) {
            starved = true;
            if (allowed == 0) { // looked at again: a request that came in between has not seen the flag
                return false;
            }
        }
        starved = false;
        if (allowed != Integer.MAX_VALUE) {
            ALLOWED.decrementAndGet(this);
        }
        return true;
    }

    private int whole(byte[] bytes, int from, int to) {
        int start = from + MessageBuffer.PREFIX;
        if (start <= to) {
            int size = MessageBuffer.length(bytes, from);
            if (!isAllowed(bytes[from], size)) {
                return to;
            }
            if (size <= to - start) {
                arrived(bytes[from], copy(bytes, start, size));
                return start + size;
            }
        }
        partial = new MessageBuffer();
        return piece(partial, bytes, from, to);
    }

    private int piece(MessageBuffer partial, byte[] bytes, int from, int to) {
        boolean before = partial.hasPrefix();
        int position = partial.add(bytes, from, to);
        byte[] prefix = partial.prefix();
        if (!before && partial.hasPrefix() && !isAllowed(prefix[0], MessageBuffer.length(prefix, 0))) {
            return to;
        }
        if (partial.isComplete()) {
            this.partial = null;
            arrived(prefix[0], partial.body());
        }
        return position;
    }

    private boolean isAllowed(byte flag, int size) {
        if (flag != 0 && (flag != 1 || !unpacks)) {
            refuse(MicroException.internal(
                    flag == 1
                            ? "a message is packed, though its call did not say how"
                            : "a message begins with " + flag + ", not with 0 or 1"));
            return false;
        }
        if (size < 0 || size > maxMessageBytes()) {
            refuse(GrpcCall.tooLarge(size & 0xffffffffL, maxMessageBytes()));
            return false;
        }
        return true;
    }

    private void arrived(byte flag, Body body) {
        boolean packed = flag == 1;
        messages++;
        if (expectsOne && messages > 1) {
            refuse(MicroException.notImplemented("more than one request came where one is expected"));
            return;
        }
        Receiver to = receiver;
        if (to != null
                && !delivering
                && (!expectsOne || isInputEnding())
                && (waiting == null || waiting.isEmpty())
                && givenUp() == null
                && take()) {
            delivering = true;
            try {
                handOver(packed, body, to);
            } catch (RuntimeException e) {
                threw(e);
            } finally {
                delivering = false;
            }
            deliver();
        } else {
            waiting = waiting == null ? new ArrayDeque<>(4) : waiting;
            waiting.add(new Arrived(packed, body)); // still packed: so it takes no more room than it has credit for
            keep(body.size() + MessageBuffer.PREFIX);
            deliver();
        }
    }

    private void handOver(boolean packed, Body body, Receiver to) {
        Body message = body;
        if (packed) {
            try {
                message = Gzip.unpack(body, maxMessageBytes());
            } catch (MicroException e) {
                waiting = null;
                last = null; // whatever came behind it
                refuse(e);
                return;
            }
        }
        to.message(message);
    }

    private record Arrived(boolean packed, Body body) {}

    private static Body copy(byte[] bytes, int from, int size) {
        if (size == 0) {
            return Body.EMPTY;
        }
        byte[] own = new byte[size];
        System.arraycopy(bytes, from, own, 0, size);
        return new Body(own, 0, size);
    }
}
