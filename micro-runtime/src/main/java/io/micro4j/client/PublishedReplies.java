package io.micro4j.client;

import io.micro4j.call.MicroException;
import io.micro4j.codec.Marshaller;
import io.micro4j.stream.InboundPublisher;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.netty.util.Timeout;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The replies of a call, for one subscriber. Opens the call when it is subscribed to. */
final class PublishedReplies<Q, R> implements InboundPublisher.Source, Receiver {
    private final ClientCore core;
    private final OutgoingCall call;
    private final Requests<Q> requests;
    private final InboundPublisher<R> replies;
    private volatile @Nullable Socket socket;
    private volatile @Nullable Timeout timeout;
    private volatile boolean over;
    private volatile boolean cancelled;

    PublishedReplies(ClientCore core, OutgoingCall call, Requests<Q> requests, Marshaller<R> marshaller) {
        this.core = core;
        this.call = call;
        this.requests = requests;
        this.replies = new InboundPublisher<>(
                marshaller, core.callbacks(), core.options().window(), this);
    }

    Flow.Publisher<R> publisher() {
        return replies;
    }

    @Override
    public void start() {
        long startNanos = System.nanoTime();
        Socket opened = core.open(call, this);
        socket = opened;
        if (call.until() != null && !over) {
            timeout = core.threads().timers().limit(call, call.until(), opened, startNanos);
        }
        requests.start(call, opened);
        if (cancelled) {
            cancel(MicroException.cancelled("the subscriber cancelled"));
        }
    }

    @Override
    public void request(int messages) {
        Socket opened = socket;
        if (opened != null) {
            opened.request(messages);
        }
    }

    @Override
    public void cancel(MicroException why) {
        cancelled = true;
        Socket opened = socket;
        if (opened != null) {
            opened.cancel(End.failed(why));
        }
        requests.stop();
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
        over = true;
        requests.stop();
        Timeout running = timeout;
        if (running != null) {
            running.cancel();
        }
        if (end.isOk()) {
            replies.complete();
        } else {
            replies.fail(end.toException());
        }
    }
}
