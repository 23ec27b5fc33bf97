package io.micro4j.call;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call that the current thread is serving: what came with it, how long its caller waits, whether the caller is still there.
 *
 * <p>Bound to the thread of a handler for the time of its method, of the draining of its stream and of that stream's close. Everywhere else
 * {@link #current()} is {@link #EMPTY}, never another call's. A call made from within takes over the deadline and the metadata that may travel on.
 *
 * <p>Safe for use by many threads.
 */
public final class Context {
    /** The context of a thread that serves no call: no metadata, no deadline, never cancelled. */
    public static final Context EMPTY = new Context(Metadata.EMPTY, null, "", "", new Cancellation());

    private static final ThreadLocal<Context> CURRENT = new ThreadLocal<>();

    private final Metadata metadata;
    private final @Nullable Deadline deadline;
    private final String peer;
    private final String callId;
    private final Cancellation cancellation;
    private volatile Metadata replyHead = Metadata.EMPTY;
    private volatile Metadata replyTrailers = Metadata.EMPTY;

    private Context(
            Metadata metadata, @Nullable Deadline deadline, String peer, String callId, Cancellation cancellation) {
        this.metadata = requireNonNull(metadata, "metadata");
        this.deadline = deadline;
        this.peer = requireNonNull(peer, "peer");
        this.callId = requireNonNull(callId, "callId");
        this.cancellation = requireNonNull(cancellation, "cancellation");
    }

    /**
     * Returns the context of a call.
     *
     * @param peer who calls, as {@code host:port}; empty if not known
     * @param callId what names the call in every log of every service that it reaches
     */
    public static Context of(
            Metadata metadata, @Nullable Deadline deadline, String peer, String callId, Cancellation cancellation) {
        return new Context(metadata, deadline, peer, callId, cancellation);
    }

    /** Returns the context of the call that this thread serves, or {@link #EMPTY}. */
    public static Context current() {
        Context current = CURRENT.get();
        return current == null ? EMPTY : current;
    }

    /** Returns what came with the call. */
    public Metadata metadata() {
        return metadata;
    }

    /** Returns until when the caller waits, if it said so. */
    public Optional<Deadline> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Returns who calls, as {@code host:port}; empty if not known. */
    public String peer() {
        return peer;
    }

    /** Returns what names the call in every log of every service that it reaches; empty outside a call. */
    public String callId() {
        return callId;
    }

    /** Returns whether nobody waits for the call any more. */
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    /** Runs {@code action} once the caller has given up; at once if it has already. It must not block. */
    public void onCancel(Runnable action) {
        if (this != EMPTY) {
            cancellation.onCancel(action);
        }
    }

    /** Returns what is said to the caller before the first reply. */
    public Metadata replyHead() {
        return replyHead;
    }

    /**
     * Says {@code head} to the caller before the first reply, in place of what was to be said: gRPC's initial metadata. Has no effect once there was a
     * reply.
     *
     * @throws IllegalStateException outside a call
     */
    public void replyHead(Metadata head) {
        requireCall();
        replyHead = requireNonNull(head, "head");
    }

    /** Returns what is said to the caller last. */
    public Metadata replyTrailers() {
        return replyTrailers;
    }

    /**
     * Says {@code trailers} to the caller last, however the call ends, in place of what was to be said: gRPC's trailing metadata.
     *
     * @throws IllegalStateException outside a call
     */
    public void replyTrailers(Metadata trailers) {
        requireCall();
        replyTrailers = requireNonNull(trailers, "trailers");
    }

    private void requireCall() {
        if (this == EMPTY) {
            throw new IllegalStateException(
                    "This thread serves no call; use Context.wrap to take a call to another thread");
        }
    }

    /** Runs {@code action} with this context as the current one. */
    public void run(Runnable action) {
        Context before = CURRENT.get();
        CURRENT.set(this);
        try {
            action.run();
        } finally {
            restore(before);
        }
    }

    /** Returns what {@code action} returns, run with this context as the current one. */
    public <T> T call(Supplier<T> action) {
        Context before = CURRENT.get();
        CURRENT.set(this);
        try {
            return action.get();
        } finally {
            restore(before);
        }
    }

    /** Returns {@code action}, to be run with this context as the current one. */
    public Runnable wrap(Runnable action) {
        return () -> run(action);
    }

    /** Returns {@code executor}, whose tasks then run with this context as the current one. */
    public Executor wrap(Executor executor) {
        return task -> executor.execute(wrap(task));
    }

    @Override
    public String toString() {
        return this == EMPTY ? "Context[empty]" : "Context[" + callId + " from " + peer + ", " + deadline + "]";
    }

    private static void restore(@Nullable Context before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
