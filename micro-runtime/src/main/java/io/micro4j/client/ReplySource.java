package io.micro4j.client;

import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.stream.BlockingInbound;
import io.micro4j.stream.MessageSource;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.IoThread;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.netty.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The replies of a call, for one thread that waits for each. Opens the call when it is first asked, and ends it when it is closed. */
final class ReplySource<Q, R> implements MessageSource<R>, Receiver {
    private final ClientCore core;
    private final OutgoingCall call;
    private final Requests<Q> requests;
    private final BlockingInbound<R> replies;
    private @Nullable Timeout timeout;
    private volatile @Nullable Socket socket;
    private volatile @Nullable End ended;
    private volatile boolean over;
    private final long startNanos = System.nanoTime();

    ReplySource(ClientCore core, OutgoingCall call, Requests<Q> requests, Marshaller<R> marshaller, long idleNanos) {
        this.core = core;
        this.call = call;
        this.requests = requests;
        this.replies = new BlockingInbound<>(marshaller, core.options().window(), this::request, idleNanos);
    }

    private void request(int messages) {
        Socket opened = socket;
        if (opened != null) {
            opened.request(messages);
        }
    }

    @Override
    public @Nullable R next() {
        if (socket == null) {
            open();
        }
        try {
            return replies.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancel(Failure.of(499, "the waiting thread was interrupted"));
        } catch (CodecException e) {
            throw cancel(Failure.unreadable(call, e));
        } catch (MicroException e) {
            throw over ? e : cancel(Failure.of(e.code(), e.detail()));
        }
    }

    /** Starts the call. {@link #next} does, if nobody has. */
    void open() {
        IoThread.refuseToBlock(call.endpoint().name());
        Socket opened = core.open(call, this);
        socket = opened;
        if (call.until() != null && !over) {
            timeout = core.threads().timers().limit(call, call.until(), opened, startNanos);
        }
        requests.start(call, opened);
    }

    /** Returns why nothing more can be sent. */
    MicroException failure() {
        End end = ended;
        return end == null || end.isOk()
                ? Failure.of(499, call + ": the server has ended the call")
                : end.toException();
    }

    /** Cancels the call, and returns {@code why} in words. */
    MicroException cancel(MicroException why) {
        Socket opened = socket;
        if (opened != null) {
            opened.cancel(End.failed(why));
        }
        return Failure.located(End.failed(why), call, opened == null ? null : opened.peer(), startNanos)
                .toException();
    }

    @Override
    public boolean isOpen() {
        return socket != null && !over;
    }

    @Override
    public void close() {
        Socket opened = socket;
        if (opened != null && !over) {
            opened.cancel(End.failed(Failure.of(499, "the stream was closed")));
        }
        requests.stop();
        if (timeout != null) {
            timeout.cancel();
        }
    }

    @Override
    public void message(Body body) {
        replies.message(body);
    }

    @Override
    public void writable() {
        requests.writable();
    }

    @Override
    public void end(End end) {
        ended = end;
        over = true;
        requests.stop();
        if (end.isOk()) {
            replies.complete();
        } else {
            replies.fail(end.toException());
        }
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
