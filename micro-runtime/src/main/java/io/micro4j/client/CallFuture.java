package io.micro4j.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A future of which every derived one, when it is cancelled, cancels the call at the root. */
final class CallFuture<T> extends CompletableFuture<T> {
    private final @Nullable CallFuture<?> root;
    private volatile @Nullable Runnable onCancel;

    CallFuture() {
        this(null);
    }

    private CallFuture(@Nullable CallFuture<?> root) {
        this.root = root;
    }

    /** Runs {@code action} when this future, or one derived from it, is cancelled. */
    void onCancel(Runnable action) {
        onCancel = action;
        if (isCancelled()) {
            action.run();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            CallFuture<?> call = root == null ? this : root;
            Runnable action = call.onCancel;
            if (action != null) {
                action.run();
            }
        }
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(root == null ? this : root);
    }
}
