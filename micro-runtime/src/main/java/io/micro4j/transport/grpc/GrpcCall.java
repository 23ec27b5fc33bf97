package io.micro4j.transport.grpc;

import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;
import io.micro4j.transport.http2.Http2Session;
import io.micro4j.transport.net.CallQueue;
import java.util.Arrays;
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
abstract class GrpcCall extends InboundCall implements Socket, CallQueue.Call {
    private static final AtomicIntegerFieldUpdater<GrpcCall> QUEUED =
            AtomicIntegerFieldUpdater.newUpdater(GrpcCall.class, "queued");
    private static final AtomicIntegerFieldUpdater<GrpcCall> WAITING_BYTES =
            AtomicIntegerFieldUpdater.newUpdater(GrpcCall.class, "waitingBytes");
    private static final AtomicReferenceFieldUpdater<GrpcCall, @Nullable End> GIVEN_UP =
            AtomicReferenceFieldUpdater.newUpdater(GrpcCall.class, End.class, "givenUp");

    private static final int HIGH = 64 * 1024;
    private static final int LOW = HIGH / 2;
    private static final int OVERHEAD = 64;

    private CallQueue.@Nullable Call next;
    private volatile int queued;
    private volatile int waitingBytes;
    private volatile boolean full;
    private volatile @Nullable End said;
    private volatile @Nullable End givenUp;

    /** Many messages, or none: then the one that there is waits in {@link #only} for the end. */
    private @Nullable Queue<Encoded> messages;

    private @Nullable Encoded only;

    /** How large a message is to be packed; 0 for none. */
    private int packsFrom;

    // What is being written in pieces.
    private byte @Nullable [] rest;
    private int restFrom;
    private int restCounted;
    private boolean restEnds;
    private boolean endWritten;

    /** Writes what goes before the first message. */
    abstract void beforeMessages();

    /** Returns whether messages may be written. */
    abstract boolean maySend();

    /** Returns whether the last message may say that it is the last. */
    abstract boolean endsWithMessage();

    /** Writes the end, after the messages. */
    abstract void writeEnd(End end);

    /** Ends the call, because a message of this side's cannot be written. */
    abstract void unwritable(CodecException why);

    abstract GrpcLink link();

    /** What {@link #writeLast} was given is written. */
    void lastWritten() {}

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

    final Http2Session session() {
        return link().session();
    }

    @Override
    final void giveBack(int bytes) {
        session().hold(this, -bytes);
    }

    @Override
    final void keep(int bytes) {
        session().hold(this, bytes);
    }

    @Override
    public String peer() {
        return link().peer();
    }

    /** Packs messages of at least {@code bytes}; 0 for none. */
    final void packsFrom(int bytes) {
        packsFrom = bytes;
    }

    /** Returns whether messages may be packed. */
    final boolean packs() {
        return packsFrom > 0;
    }

    @Override
    public boolean send(Encoded written) {
        if (isOver() || givenUp != null) {
            return true;
        }
        Encoded message = packsFrom > 0 && written.size() >= packsFrom ? Gzip.pack(written) : written;
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

    /** Writes what waits, as far as there is room. */
    final void pump() {
        if (isOver() || endWritten || !maySend()) {
            return;
        }
        try {
            while (writeRest() && writeNext()) {
                // as long as there is something, and room for it
            }
        } catch (CodecException e) {
            unwritable(e);
            return;
        }
        if (full && !isOver() && waitingBytes <= LOW) {
            full = false;
            roomMade();
        }
    }

    /** Writes bytes that are no message, and ends. */
    final void writeLast(byte[] bytes) {
        rest = bytes;
        restFrom = 0;
        restEnds = true;
        pump();
    }

    @Override
    protected final void writable() {
        pump();
    }

    @Override
    protected final boolean isOutputSaid() {
        return said != null || restEnds;
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

    /** Returns whether there may be more to write. */
    private boolean writeNext() {
        End end = said; // before the look at the messages: all were there when it was said
        Encoded message = peek(end);
        if (message == null) {
            if (end != null) {
                endWritten = true;
                writeEnd(end);
            }
            return false;
        }
        int length = MessageBuffer.PREFIX + message.size();
        byte[] scratch = link().words().scratch();
        boolean fits = length <= scratch.length;
        byte[] target = fits ? scratch : new byte[length];
        message.writeTo(target, MessageBuffer.PREFIX); // first of all: if it cannot be written, nothing has been
        prefix(target, message instanceof Gzip.Packed, length - MessageBuffer.PREFIX);
        beforeMessages();
        if (isOver()) {
            return false;
        }
        int room = session().room(this);
        poll();
        restCounted = messages == null ? 0 : message.size() + OVERHEAD;
        if (fits && length <= room) {
            boolean last = end != null && endsWithMessage() && peek(end) == null;
            endWritten = last;
            session().data(this, target, 0, length, last);
            WAITING_BYTES.addAndGet(this, -restCounted);
            return !last;
        }
        rest = fits ? Arrays.copyOf(target, length) : target;
        restFrom = 0;
        return true;
    }

    /** Returns whether nothing is left of the message that was begun. */
    private boolean writeRest() {
        byte[] bytes = rest;
        if (bytes == null) {
            return true;
        }
        while (restFrom < bytes.length) {
            int room = session().room(this);
            if (room == 0) {
                return false;
            }
            int length = Math.min(room, bytes.length - restFrom);
            restFrom += length;
            endWritten = restEnds && restFrom == bytes.length;
            session().data(this, bytes, restFrom - length, length, endWritten);
        }
        rest = null;
        if (endWritten) {
            lastWritten();
            return false;
        }
        WAITING_BYTES.addAndGet(this, -restCounted);
        return true;
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

    private static void prefix(byte[] target, boolean packed, int size) {
        target[0] = (byte) (packed ? 1 : 0);
        target[1] = (byte) (size >>> 24);
        target[2] = (byte) (size >>> 16);
        target[3] = (byte) (size >>> 8);
        target[4] = (byte) size;
    }

    /** Returns why the other side's message cannot be taken. */
    static MicroException tooLarge(long size, int most) {
        return MicroException.tooLarge("a message of " + size + " bytes is larger than the " + most
                + " that are taken here; raise maxMessageBytes, or send less");
    }
}
