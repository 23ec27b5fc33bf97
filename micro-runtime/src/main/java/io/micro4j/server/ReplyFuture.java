package io.micro4j.server;

import io.micro4j.codec.Marshaller;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The reply of a handler that returned a future. A call that is over cancels the future. */
final class ReplyFuture<R> implements Replies<CompletableFuture<R>> {
    private final ServerCall<?, CompletableFuture<R>> call;
    private final Marshaller<R> marshaller;
    private @Nullable CompletableFuture<R> future;
    private boolean stopped;

    ReplyFuture(ServerCall<?, CompletableFuture<R>> call, Marshaller<R> marshaller) {
        this.call = call;
        this.marshaller = marshaller;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // complete() looks at every outcome
    public void deliver(CompletableFuture<R> result) {
        if (isStopped(result)) {
            result.cancel(true);
        } else {
            result.whenComplete(this::complete);
        }
    }

    @Override
    public void stop() {
        CompletableFuture<R> running = stopped();
        if (running != null) {
            running.cancel(true);
        }
    }

    private void complete(@Nullable R reply, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                call.fail(failure);
            } else if (reply == null) {
                call.fail(call.gaveNull("its future completed with null"));
            } else {
                call.succeed(marshaller.encode(reply));
            }
        } catch (RuntimeException | Error e) {
            call.fail(e);
        }
    }

    private synchronized boolean isStopped(CompletableFuture<R> result) {
        future = result;
        return stopped;
    }

    private synchronized @Nullable CompletableFuture<R> stopped() {
        stopped = true;
        return future;
    }
}
