package io.micro4j.transport.net;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The calls of one connection that have something to do on its loop, which is woken once for all that come while it sleeps. */
public final class CallQueue implements Runnable {
    /** A call, which keeps what the queue needs to know of it. */
    public interface Call {
        /** Returns whether it was not in the queue, and is now. */
        boolean enqueue();

        /** It is in the queue no more. */
        void dequeue();

        /** Does what was asked for since it was here last. */
        void work();

        /** Returns the next in the queue. */
        @Nullable
        Call next();

        /** Sets the next in the queue. */
        void next(@Nullable Call next);
    }

    private final Connection connection;
    private final AtomicReference<@Nullable Call> newest = new AtomicReference<>();

    /** Returns the queue of {@code connection}. */
    public CallQueue(Connection connection) {
        this.connection = connection;
    }

    /** Lets {@code call} work soon. For every thread. */
    public void add(Call call) {
        if (!call.enqueue()) {
            return;
        }
        Call before;
        do {
            before = newest.get();
            call.next(before);
        } while (!newest.compareAndSet(before, call));
        if (before == null) {
            connection.execute(this);
        }
    }

    @Override
    public void run() {
        if (work()) {
            connection.flush();
        }
    }

    /** Lets every call work that waits. Returns whether one did. */
    public boolean work() {
        Call call = oldestFirst(newest.getAndSet(null));
        boolean any = call != null;
        while (call != null) {
            Call following = call.next();
            call.next(null);
            call.dequeue();
            try {
                call.work();
            } catch (RuntimeException e) {
                connection.failed(e); // the others must still work, so as to be told
            }
            call = following;
        }
        if (any) {
            connection.worked();
        }
        return any;
    }

    private static @Nullable Call oldestFirst(@Nullable Call newest) {
        Call reversed = null;
        Call call = newest;
        while (call != null) {
            Call older = call.next();
            call.next(reversed);
            reversed = call;
            call = older;
        }
        return reversed;
    }
}
