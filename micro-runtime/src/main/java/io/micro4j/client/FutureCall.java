package io.micro4j.client;

import io.micro4j.call.Deadline;
import io.micro4j.call.MicroException;
import io.micro4j.codec.Marshaller;
import io.micro4j.stream.Outbound;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.netty.util.Timeout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Completes a future with the one reply of a call. */
final class FutureCall<R> implements Receiver {
    private final OutgoingCall call;
    private final Marshaller<R> marshaller;
    private final Executor callbacks;
    private final Outbound requests;
    private final CallFuture<R> future = new CallFuture<>();
    private final long startNanos = System.nanoTime();
    private @Nullable Body reply;
    private volatile @Nullable Timeout timeout;
    private volatile boolean over;

    FutureCall(OutgoingCall call, Marshaller<R> marshaller, Executor callbacks, Outbound requests) {
        this.call = call;
        this.marshaller = marshaller;
        this.callbacks = callbacks;
        this.requests = requests;
    }

    /** Ties the future's cancellation and the call's deadline to {@code socket}. */
    CompletableFuture<R> bind(Socket socket, Timers timers) {
        future.onCancel(() -> socket.cancel(End.failed(Failure.of(499, call + ": the future was cancelled"))));
        Deadline until = call.until();
        if (until != null && !over) {
            timeout = timers.limit(call, until, socket, startNanos);
            if (over) {
                stopTimer();
            }
        }
        return future;
    }

    private void stopTimer() {
        Timeout running = timeout;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void message(Body body) {
        if (reply == null) {
            reply = body;
        }
    }

    @Override
    public void writable() {
        requests.writable();
    }

    @Override
    public void end(End end) {
        over = true;
        stopTimer();
        requests.stop();
        callbacks.execute(() -> complete(end));
    }

    private void complete(End end) {
        if (!end.isOk()) {
            future.completeExceptionally(end.toException());
            return;
        }
        Body body = reply;
        if (body == null) {
            future.completeExceptionally(Failure.of(500, call + ": the server ended the call without a reply"));
            return;
        }
        R message;
        try {
            message = UnaryCall.read(body, call, marshaller);
        } catch (MicroException e) {
            future.completeExceptionally(e);
            return;
        }
        future.complete(message);
    }
}
