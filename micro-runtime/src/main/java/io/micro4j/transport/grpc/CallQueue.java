package io.micro4j.transport.grpc;

import io.micro4j.transport.net.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The calls of one connection that have something to do on its loop, which is woken once for all that come while it sleeps. */
final class CallQueue implements Runnable {
    private final Connection connection;
    private final AtomicReference<@Nullable GrpcCall> newest = new AtomicReference<>();

    CallQueue(Connection connection) {
        this.connection = connection;
    }

    /** Lets {@code call} work soon. For every thread. */
    void add(GrpcCall call) {
        if (!call.enqueue()) {
            return;
        }
        GrpcCall before;
        do {
            before = newest.get();
            call.next = before;
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
    boolean work() {
        GrpcCall call = oldestFirst(newest.getAndSet(null));
        boolean any = call != null;
        while (call != null) {
            GrpcCall following = call.next;
            call.next = null;
            call.dequeue();
            call.work();
            call = following;
        }
        return any;
    }

    private static @Nullable GrpcCall oldestFirst(@Nullable GrpcCall newest) {
        GrpcCall reversed = null;
        GrpcCall call = newest;
        while (call != null) {
            GrpcCall older = call.next;
            call.next = reversed;
            reversed = call;
            call = older;
        }
        return reversed;
    }
}
