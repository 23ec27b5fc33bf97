package io.micro4j.server;

import io.micro4j.call.Cancellation;
import io.micro4j.call.Context;
import io.micro4j.call.Deadline;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its head to its end: brings the requests to the handler, runs it, brings back what it gives.
 *
 * <p>A call ends once, by whichever comes first: its handler, its deadline, its caller's leave. It gives up its place in the counts when it is over
 * and its handler has returned as well, so that a handler that does not return is counted until it does.
 *
 * @param <I> what the handler takes
 * @param <O> what it returns
 */
final class ServerCall<I, O> extends Timed implements Receiver, Runnable {
    private final Serving serving;
    private final Served<I, O> served;
    private final Socket socket;
    private final @Nullable Deadline deadline;
    private final Cancellation cancellation = new Cancellation();
    private final Context context;
    private final Requests<I> requests;
    private final Replies<O> replies;

    /** The transport until it has told the end, and the handler while it has something to do. */
    private final AtomicInteger holders = new AtomicInteger(1);

    private boolean admitted;
    private boolean done;
    private boolean headSaid;
    private boolean interrupted;
    private @Nullable Thread occupant;

    ServerCall(Serving serving, ServedRoute<I, O> route, Socket socket) {
        this.serving = serving;
        this.served = route.served();
        this.socket = socket;
        this.deadline = route.deadline();
        Metadata metadata = route.head().metadata();
        this.context = Context.of(metadata, deadline, socket.peer(), CallId.of(metadata), cancellation);
        this.requests = route.form().requests().of(this);
        this.replies = route.form().replies().of(this);
    }

    /** Takes the call, or refuses it. */
    void open() {
        serving.opened();
        End closing = serving.closing();
        if (closing != null) {
            finish(null, closing);
        } else if (deadline != null && deadline.isOver()) {
            finish(null, serving.refused(408, endpoint() + ": the deadline had passed when the call came"));
        } else {
            if (deadline != null) {
                serving.deadlines().add(this);
            }
            requests.open();
        }
    }

    Endpoint<?, ?> endpoint() {
        return served.endpoint();
    }

    ServerOptions options() {
        return serving.options();
    }

    Executor streamThreads() {
        Executor threads = serving.streamThreads();
        return context.wrap(threads);
    }

    /** Returns the socket, as those see it that may send when the call is over. */
    Socket socket() {
        return new Outlet(socket, this);
    }

    void request(int messages) {
        socket.request(messages);
    }

    /** Starts the handler, on a thread of its own unless it runs inline. */
    void start() {
        End full = serving.admit(endpoint());
        if (full != null) {
            finish(null, full);
            return;
        }
        admitted = true;
        holders.incrementAndGet();
        if (served.inline()) {
            run();
        } else if (!serving.execute(endpoint().shape(), this)) {
            finish(null, serving.refused(503, options().name() + " has stopped; call another node"));
            release();
        }
    }

    @Override
    public void run() {
        try {
            if (sitDown()) {
                context.run(this::serve);
            }
        } finally {
            standUp();
            release();
        }
    }

    @Override
    public void message(Body body) {
        requests.message(body);
    }

    @Override
    public void halfClosed() {
        requests.complete();
    }

    @Override
    public void writable() {
        replies.writable();
    }

    @Override
    public void end(End end) {
        if (settle()) {
            serving.deadlines().remove(this);
            abandon("the caller has left: " + end.error());
        } else {
            requests.over("the call is over");
        }
        release();
    }

    @Override
    long untilNanos() {
        return deadline == null ? Long.MAX_VALUE : deadline.atNanos();
    }

    @Override
    void expire() {
        abort(MicroException.timeout(endpoint() + " took longer than its caller waits"));
    }

    /** Sends one of many replies; returns whether there is room for more. */
    synchronized boolean send(Encoded message) {
        if (done) {
            return true;
        }
        sayHead();
        return socket.send(message);
    }

    /** Ends the call well, after {@code reply}. */
    void succeed(Encoded reply) {
        finish(reply, End.OK);
    }

    /** Ends the call well. */
    void succeed() {
        finish(null, End.OK);
    }

    /** Ends the call as its handler failed. */
    void fail(Throwable failure) {
        if (isDone()) {
            serving.failures().late(endpoint(), context, failure);
        } else {
            finish(null, serving.failures().of(endpoint(), context, failure));
        }
    }

    /** Ends the call, whatever its handler is doing. */
    void abort(MicroException why) {
        if (finish(null, serving.failures().answered(why))) {
            abandon(why.detail());
        }
    }

    /** Returns how to say that a request cannot be read. */
    MicroException unreadable(CodecException why) {
        return MicroException.badRequest(endpoint() + ": " + why.getMessage()).because(why);
    }

    /** Returns how to say that the handler gave null. */
    MicroException gaveNull(String how) {
        return MicroException.internal(endpoint() + " has no reply: " + how);
    }

    @Override
    public String toString() {
        return "ServerCall[" + endpoint() + ", " + context + "]";
    }

    private void serve() {
        try {
            O result = served.method().apply(requests.value());
            if (result == null) {
                fail(gaveNull("its handler returned null"));
            } else {
                replies.deliver(result);
            }
        } catch (Throwable failure) { // an Error too: its caller waits, and the thread serves others after it
            fail(failure);
        }
    }

    private boolean finish(@Nullable Encoded reply, End end) {
        synchronized (this) {
            if (done) {
                return false;
            }
            done = true;
            sayHead();
            if (reply != null) {
                socket.send(reply);
            }
            socket.end(end.withTrailers(context.replyTrailers()));
        }
        if (!end.isOk()) {
            serving.failed();
        }
        if (deadline != null) {
            serving.deadlines().remove(this);
        }
        return true;
    }

    private void sayHead() {
        if (!headSaid) {
            headSaid = true;
            if (!context.replyHead().isEmpty()) {
                socket.head(context.replyHead());
            }
        }
    }

    private synchronized boolean settle() {
        boolean first = !done;
        done = true;
        return first;
    }

    private synchronized boolean isDone() {
        return done;
    }

    private void abandon(String why) {
        requests.over(why);
        interrupt();
        serving.sideline(() -> {
            replies.stop();
            cancellation.cancel();
        });
    }

    private synchronized boolean sitDown() {
        if (done) {
            return false;
        }
        if (!served.inline()) {
            occupant = Thread.currentThread();
        }
        return true;
    }

    private synchronized void standUp() {
        occupant = null;
        if (interrupted) {
            Thread.interrupted(); // it was meant for this call
        }
    }

    /** Interrupts the handler if it is at work: afterwards its thread serves others. */
    private synchronized void interrupt() {
        Thread handler = occupant;
        if (handler != null) {
            interrupted = true;
            handler.interrupt();
        }
    }

    private void release() {
        if (holders.decrementAndGet() == 0) {
            if (admitted) {
                serving.dismiss(endpoint());
            }
            serving.closed();
        }
    }

    /** The socket of a call whose replies may come from any thread, also when it is over. */
    private record Outlet(Socket socket, ServerCall<?, ?> call) implements Socket {
        @Override
        public String peer() {
            return socket.peer();
        }

        @Override
        public boolean send(Encoded message) {
            return call.send(message);
        }

        @Override
        public void end(End end) {
            call.finish(null, end);
        }

        @Override
        public void request(int messages) {
            socket.request(messages);
        }

        @Override
        public void cancel(End why) {
            socket.cancel(why);
        }
    }
}
