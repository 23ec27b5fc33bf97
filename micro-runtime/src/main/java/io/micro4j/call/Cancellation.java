package io.micro4j.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says once that nobody waits any more. Safe for use by many threads. */
public final class Cancellation {
    private volatile boolean cancelled;
    private @Nullable List<Runnable> actions;

    /** Makes one that nobody has cancelled. */
    public Cancellation() {}

    /** Cancels, and runs what waits for it. Does nothing the second time. */
    public void cancel() {
        List<Runnable> waiting;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            waiting = actions == null ? List.of() : actions;
            actions = null;
        }
        waiting.forEach(Runnable::run);
    }

    /** Returns whether it was cancelled. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Runs {@code action} once this is cancelled; at once if it is already. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                if (actions == null) {
                    actions = new ArrayList<>(1);
                }
                actions.add(action);
                return;
            }
        }
        action.run();
    }
}
