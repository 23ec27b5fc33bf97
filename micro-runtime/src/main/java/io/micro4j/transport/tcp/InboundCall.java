package io.micro4j.transport.tcp;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** One side of one call, its inbound half: puts messages together and hands them over as they are asked for, one thing at a time. */
abstract class InboundCall {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");

    private static final AtomicIntegerFieldUpdater<InboundCall> ALLOWED =
            AtomicIntegerFieldUpdater.newUpdater(InboundCall.class, "allowed");

    private volatile int allowed;
    private volatile boolean starved;
    private volatile boolean over;

    private @Nullable Receiver receiver;
    private @Nullable Fragments fragments;
    private @Nullable ArrayDeque<Body> waiting;
    private boolean delivering;
    private boolean roomMade;
    private boolean lastCame;
    private boolean halfClosed;
    private boolean halfClosedTold;
    private @Nullable End last;
    private int messages;

    /** What the peer may still send, in bytes, and what it may soon send again. */
    private int credit;

    private long unreturned;

    abstract int maxMessageBytes();

    /** Ends the call at both sides, because of what the other side sent. */
    abstract void refuse(MicroException why);

    /** Ends the call as {@link #givenUp} says. */
    abstract void giveUp(End why);

    abstract @Nullable End givenUp();

    /** Lets the peer send {@code bytes} more. */
    abstract void sendCredit(int bytes);

    /** The other side sends no more messages. */
    abstract void inputEnded();

    /** The call is over, and its receiver is about to be told. */
    abstract void finished();

    /** Lets the peer send {@code credit} bytes. */
    final void grant(int credit) {
        this.credit = credit;
    }

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

    final boolean isEnding() {
        return last != null || over;
    }

    /** Returns how many messages came. */
    final int messages() {
        return messages;
    }

    /** Returns whether the rest of a message has been due for {@code nanos}: who has less credit than a fragment needs may wait for more. */
    final boolean isStalled(long now, long nanos) {
        return fragments != null
                && credit - Frame.HEAD >= Math.min(Frame.LEAST_FRAGMENT, fragments.left())
                && now - fragments.lastCame() > nanos;
    }

    final boolean isInMessage() {
        return fragments != null;
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

    /** Takes a fragment, or a whole message. */
    final void data(int flags, byte[] bytes, int from, int to, long now) throws Fault {
        int cost = Frame.HEAD + to - from;
        if (lastCame) {
            throw Fault.protocol("DATA came after the last");
        }
        if (cost > credit) {
            throw Fault.of(
                    Fault.CREDIT, "DATA of " + cost + " bytes came, more than the credit of " + credit + " bytes");
        }
        credit -= cost;
        unreturned += cost;
        if (fragments == null && flags != Frame.MORE) {
            if (!isAllowed(to - from)) {
                return;
            }
            arrived(copy(bytes, from, to - from));
        } else if (!fragment(flags == Frame.MORE, bytes, from, to, now)) {
            return;
        }
        if ((flags & Frame.LAST) != 0) {
            last();
        } else {
            returnCredit();
        }
    }

    /** The other side said that no message follows. */
    final void last() throws Fault {
        if (lastCame) {
            throw Fault.protocol("a call's messages end twice");
        }
        if (fragments != null) {
            throw Fault.protocol("a call's messages end within a message");
        }
        lastCame = true;
        if (!isEnding()) {
            inputEnded();
        }
    }

    /** Returns whether the message may be so large. */
    private boolean fragment(boolean more, byte[] bytes, int from, int to, long now) throws Fault {
        Fragments parts = fragments;
        int start = from;
        if (parts == null) {
            start = from + Fragments.PREFIX;
            if (start > to) {
                throw Fault.protocol("the first fragment of a message does not say its size");
            }
            int size = Frame.integer(bytes, from);
            if (size < 0 || size <= to - start) {
                throw Fault.protocol("a message in fragments has " + (size & 0xffffffffL) + " bytes");
            }
            if (!isAllowed(size)) {
                return false;
            }
            parts = new Fragments(size, to - start);
            fragments = parts;
        }
        parts.add(bytes, start, to, more, now);
        if (!more) {
            fragments = null;
            arrived(parts.body());
        }
        return true;
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
            fragments = null;
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
        returnCredit();
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
        ArrayDeque<Body> arrived = waiting;
        Body next = arrived == null ? null : arrived.peek();
        if (arrived != null && next != null) {
            if (!take()) {
                return false;
            }
            arrived.remove();
            unreturned += next.size() + Frame.HEAD;
            to.message(next);
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

    private boolean isAllowed(int size) {
        if (size > maxMessageBytes()) {
            refuse(MicroException.tooLarge("a message of " + size + " bytes is larger than the " + maxMessageBytes()
                    + " that are taken here; raise maxMessageBytes, or send less"));
            return false;
        }
        return true;
    }

    private void arrived(Body message) {
        messages++;
        Receiver to = receiver;
        if (to != null && !delivering && (waiting == null || waiting.isEmpty()) && givenUp() == null && take()) {
            delivering = true;
            try {
                to.message(message);
            } catch (RuntimeException e) {
                threw(e);
            } finally {
                delivering = false;
            }
        } else {
            waiting = waiting == null ? new ArrayDeque<>(4) : waiting;
            waiting.add(message);
            unreturned -= message.size() + Frame.HEAD;
        }
        deliver();
    }

    private void returnCredit() {
        if (unreturned >= Settings.OWN_CREDIT / 2 && !lastCame && !isEnding()) {
            int bytes = (int) unreturned;
            unreturned = 0;
            credit += bytes;
            sendCredit(bytes);
        }
    }

    private static Body copy(byte[] bytes, int from, int size) {
        if (size == 0) {
            return Body.EMPTY;
        }
        byte[] own = new byte[size];
        System.arraycopy(bytes, from, own, 0, size);
        return new Body(own, 0, size);
    }
}
