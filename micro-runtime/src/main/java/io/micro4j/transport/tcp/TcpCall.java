package io.micro4j.transport.tcp;

import io.micro4j.call.Metadata;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Socket;
import io.micro4j.transport.net.CallQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One side of one call, its outbound half: what is said waits here until the connection's loop writes it, as far as there is credit.
 *
 * <p>The methods of {@link Socket} are for those whom it allows them, everything else is for the loop.
 */
abstract class TcpCall extends InboundCall implements Socket, CallQueue.Call {
    private static final AtomicIntegerFieldUpdater<TcpCall> QUEUED =
            AtomicIntegerFieldUpdater.newUpdater(TcpCall.class, "queued");
    private static final AtomicIntegerFieldUpdater<TcpCall> WAITING_BYTES =
            AtomicIntegerFieldUpdater.newUpdater(TcpCall.class, "waitingBytes");
    private static final AtomicReferenceFieldUpdater<TcpCall, @Nullable End> GIVEN_UP =
            AtomicReferenceFieldUpdater.newUpdater(TcpCall.class, End.class, "givenUp");

    private static final int HIGH = 64 * 1024;
    private static final int LOW = HIGH / 2;
    private static final int OVERHEAD = 64;

    /** The number on the wire; 0 until there is one. */
    int id;

    /** Whether it waits for its turn to write. */
    boolean isReady;

    private CallQueue.@Nullable Call next;
    private volatile int queued;
    private volatile int waitingBytes;
    private volatile boolean full;
    private volatile @Nullable End said;
    private volatile @Nullable End givenUp;

    /** Many messages, or none: then the one that there is waits in {@link #only} for the end. */
    private @Nullable Queue<Encoded> messages;

    private @Nullable Encoded only;
    private int sendCredit;
    private long blockedSince;
    private long saidSince;

    // What is being written in fragments.
    private byte @Nullable [] rest;
    private int restFrom;
    private boolean hasSent;
    private boolean endWritten;

    abstract Link link();

    abstract Session session();

    /** Writes what goes before the first message. */
    abstract void beforeMessages();

    /** Returns whether messages may be written. */
    abstract boolean maySend();

    /** Returns whether {@code end} is said by the last message, as {@link Frame#LAST}. */
    abstract boolean isSaidByLast(End end);

    /** Writes the end, after the messages; the last message has said it if {@code isSaid}. */
    abstract void writeEnd(End end, boolean isSaid);

    /** Ends the call, because a message of this side's cannot be written. */
    abstract void unwritable(CodecException why);

    /** The server said {@code initial} before its first reply. */
    void metadata(Metadata initial) throws Fault {
        throw Fault.protocol("METADATA came from a client");
    }

    /** The server ended the call. */
    void ended(End end) throws Fault {
        throw Fault.protocol("END came from a client");
    }

    /** The client opened the call. */
    void begin(Head head) throws Fault {
        throw Fault.protocol("CALL came from a server");
    }

    /** The client gave the call up. */
    void cancelled() throws Fault {
        throw Fault.protocol("CANCEL came from a server");
    }

    /** The peer owes something for too long. */
    abstract void overdue(String what);

    /** The connection is gone; {@code unseen} if it is certain that the server never started the call. */
    abstract void gone(String why, boolean unseen);

    /** Lets many messages go out; else there is one. */
    final void sendsMany() {
        messages = new ConcurrentLinkedQueue<>();
    }

    @Override
    public final boolean enqueue() {
        return queued == 0 && QUEUED.compareAndSet(this, 0, 1);
    }

    @Override
    public final void dequeue() {
        queued = 0;
    }

    @Override
    public final CallQueue.@Nullable Call next() {
        return next;
    }

    @Override
    public final void next(CallQueue.@Nullable Call next) {
        this.next = next;
    }

    /** Lets the peer send {@code credit} bytes, and this side {@code sendCredit}. */
    final void grant(int credit, int sendCredit) {
        grant(credit);
        this.sendCredit = sendCredit;
    }

    @Override
    final void sendCredit(int bytes) {
        session().sendCredit(id, bytes);
    }

    @Override
    public String peer() {
        return link().peer();
    }

    @Override
    public boolean send(Encoded message) {
        if (isOver() || givenUp != null) {
            return true;
        }
        Queue<Encoded> many = messages;
        if (many == null) {
            only = message;
            return true;
        }
        int bytes = WAITING_BYTES.addAndGet(this, message.size() + OVERHEAD);
        many.add(message);
        boolean room = bytes < HIGH;
        if (!room) {
            full = true;
        }
        link().queue().add(this);
        return room;
    }

    @Override
    public void end(End end) {
        if (said == null && !isOver()) {
            said = end;
            link().queue().add(this);
        }
    }

    @Override
    public void request(int messages) {
        allow(messages);
        if (isStarved()) {
            if (link().isOnThread()) {
                deliver();
            } else {
                link().queue().add(this);
            }
        }
    }

    @Override
    public void cancel(End why) {
        if (GIVEN_UP.compareAndSet(this, null, why)) {
            link().queue().add(this);
        }
    }

    @Override
    final @Nullable End givenUp() {
        return givenUp;
    }

    final @Nullable End said() {
        return said;
    }

    /** Lets this side send {@code bytes} more. */
    final void addSendCredit(int bytes) throws Fault {
        if (sendCredit + (long) bytes > Integer.MAX_VALUE) {
            throw Fault.of(Fault.CREDIT, "more credit is given than can be counted");
        }
        sendCredit += bytes;
        blockedSince = 0;
        session().ready(this);
    }

    /** Returns whether the peer has given no credit for {@code nanos} to what is left of a call that has ended here. */
    final boolean isBlocked(long now, long nanos) {
        if (blockedSince == 0 || said == null) {
            return false;
        }
        if (saidSince == 0) {
            saidSince = now;
        }
        return now - Math.max(blockedSince, saidSince) > nanos;
    }

    /** Writes about one fragment of what waits. Returns whether there may be more to write at once. */
    final boolean turn() {
        if (isOver() || endWritten || !maySend()) {
            return false;
        }
        boolean more = true;
        try {
            for (int left = Frame.FRAGMENT; more && left > 0 && !endWritten; ) {
                int before = sendCredit;
                more = rest == null ? next(said) : fragment();
                left -= Math.max(Frame.HEAD, before - sendCredit);
            }
        } catch (CodecException e) {
            unwritable(e);
            return false;
        }
        if (full && !isOver() && waitingBytes <= LOW) {
            full = false;
            roomMade();
        }
        return more && !endWritten;
    }

    /** Returns whether a message was written, or the first of it. */
    final boolean hasSent() {
        return hasSent;
    }

    /** Forgets what waits to be written. */
    final void stopSending() {
        endWritten = true;
        only = null;
        rest = null;
        if (messages != null) {
            messages.clear();
        }
    }

    /** Writes the next message, or begins to. Returns whether there may be more. */
    private boolean next(@Nullable End end) { // looked at before the messages: all were there when it was said
        Encoded message = peek(end);
        if (message == null) {
            if (end != null) {
                beforeMessages();
                finish(end, false);
            }
            return false;
        }
        int size = message.size();
        byte[] scratch = session().scratch();
        boolean fits = size <= scratch.length;
        byte[] target = fits ? scratch : new byte[Fragments.PREFIX + size];
        message.writeTo(target, fits ? 0 : Fragments.PREFIX); // first of all: if it cannot be written, nothing has been
        beforeMessages();
        if (isOver()) {
            return false;
        }
        if (fits && Frame.HEAD + size > sendCredit) {
            return blocked(); // short messages are not worth two fragments
        }
        poll();
        if (!fits) {
            Frame.integer(target, 0, size);
            rest = target;
            restFrom = 0;
            return true;
        }
        data(end, target, 0, size, 0);
        sent(size);
        return true;
    }

    /** Writes one fragment. Returns whether there may be more. */
    private boolean fragment() {
        byte[] bytes = rest;
        int room = sendCredit - Frame.HEAD;
        if (bytes == null || room < Math.min(Frame.LEAST_FRAGMENT, bytes.length - restFrom)) {
            return blocked();
        }
        int length = Math.min(Math.min(room, Frame.FRAGMENT), bytes.length - restFrom);
        int from = restFrom;
        restFrom += length;
        if (restFrom < bytes.length) {
            data(null, bytes, from, length, Frame.MORE);
        } else {
            rest = null;
            data(said, bytes, from, length, 0);
            sent(bytes.length - Fragments.PREFIX);
        }
        return true;
    }

    private void data(@Nullable End end, byte[] bytes, int from, int length, int flags) {
        hasSent = true;
        sendCredit -= Frame.HEAD + length;
        if (end != null && isSaidByLast(end) && peek(end) == null) {
            session().data(id, bytes, from, length, Frame.LAST);
            finish(end, true);
        } else {
            session().data(id, bytes, from, length, flags);
        }
    }

    private void finish(End end, boolean isSaid) {
        endWritten = true;
        writeEnd(end, isSaid);
    }

    private void sent(int size) {
        if (messages != null) {
            WAITING_BYTES.addAndGet(this, -(size + OVERHEAD));
        }
    }

    private boolean blocked() {
        if (blockedSince == 0) {
            blockedSince = System.nanoTime() | 1;
        }
        return false;
    }

    private @Nullable Encoded peek(@Nullable End end) {
        if (messages != null) {
            return messages.peek();
        }
        return end == null || !end.isOk() ? null : only;
    }

    private void poll() {
        if (messages == null) {
            only = null;
        } else {
            messages.poll();
        }
    }
}
