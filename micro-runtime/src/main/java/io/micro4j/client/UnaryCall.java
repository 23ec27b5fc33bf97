package io.micro4j.client;

import io.micro4j.call.Deadline;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.transport.Body;
import io.micro4j.transport.CallerIo;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for the one reply of a call. For one thread. */
final class UnaryCall<R> implements Receiver, CallerIo.Driver {
    private static final long MOST_LATE_NANOS = 50_000_000;

    private final OutgoingCall call;
    private final Marshaller<R> marshaller;
    private final long startNanos = System.nanoTime();
    private final Thread waiting = Thread.currentThread();
    private @Nullable Body reply;
    private @Nullable CallerIo io;
    private volatile @Nullable End end;

    UnaryCall(OutgoingCall call, Marshaller<R> marshaller) {
        this.call = call;
        this.marshaller = marshaller;
    }

    /** A virtual thread waits cheaply, and would keep the thread that carries it while it waits for bytes. */
    @Override
    public CallerIo.@Nullable Driver driver() {
        return Thread.currentThread() == waiting && !VirtualThreads.isOne(waiting) ? this : null;
    }

    @Override
    public void take(CallerIo io) {
        this.io = io;
    }

    @Override
    public void message(Body body) {
        if (reply == null) {
            reply = body;
        }
    }

    @Override
    public void end(End end) {
        this.end = end;
        if (Thread.currentThread() != waiting) {
            LockSupport.unpark(waiting);
        }
    }

    /** Returns whether the call is over. */
    boolean isOver() {
        return end != null;
    }

    /** Waits for the reply; ends the call if the time is over or the thread is interrupted. */
    R await(Socket socket) {
        End how = awaitEnd(socket);
        if (how.isOk()) {
            return read();
        }
        throw how.toException();
    }

    private End awaitEnd(Socket socket) {
        Deadline until = call.until();
        End how;
        while ((how = end) == null) {
            if (Thread.interrupted()) {
                how = cancel(socket, Failure.of(499, "the waiting thread was interrupted"));
                Thread.currentThread().interrupt();
                return how;
            }
            long left = until == null ? Long.MAX_VALUE : until.remainingNanos();
            if (left <= 0) {
                return cancel(socket, Failure.timeout(call, startNanos));
            }
            advance(left);
        }
        return how;
    }

    /** Moves the bytes of the call, if that is left to this thread, or waits to be woken, for {@code nanos} at most. */
    private void advance(long nanos) {
        CallerIo own = io;
        if (own == null) {
            LockSupport.parkNanos(this, nanos);
        } else if (!own.drive(nanos) && io == own) {
            io = null; // that attempt is over; another may have begun, which this thread drives or does not
        }
    }

    /** Ends the call, and returns how it ended: the end that it is told says what was tried, but is not waited for if the I/O thread is late. */
    private End cancel(Socket socket, MicroException why) {
        String peer = socket.peer();
        socket.cancel(End.failed(why));
        long late = System.nanoTime() + MOST_LATE_NANOS;
        while (end == null && System.nanoTime() < late) {
            advance(io == null ? MOST_LATE_NANOS : 0);
        }
        End told = end;
        return told == null ? Failure.located(End.failed(why), call, peer, startNanos) : told;
    }

    private R read() {
        Body body = reply;
        if (body == null) {
            throw Failure.of(500, call + ": the server ended the call without a reply");
        }
        return read(body, call, marshaller);
    }

    /** Reads a reply, or says what is wrong with it. */
    static <R> R read(Body body, OutgoingCall call, Marshaller<R> marshaller) {
        try {
            return body.read(marshaller);
        } catch (CodecException e) {
            throw Failure.unreadable(call, e);
        }
    }
}
