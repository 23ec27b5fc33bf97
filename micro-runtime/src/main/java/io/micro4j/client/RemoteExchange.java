package io.micro4j.client;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Exchange;
import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.stream.BlockingOutbound;
import io.micro4j.transport.End;
import io.micro4j.transport.IoThread;
import io.micro4j.transport.Socket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Talk with a server: requests that are sent one by one, beside the replies that a thread waits for. */
final class RemoteExchange<Q, R> implements Exchange<Q, R>, Requests<Q> {
    private final OutgoingCall call;
    private final Marshaller<Q> marshaller;
    private final ReplySource<Q, R> replies;
    private volatile @Nullable BlockingOutbound<Q> requests;
    private volatile @Nullable Socket socket;
    private volatile boolean stopped;
    private volatile boolean halfClosed;

    private RemoteExchange(ClientCore core, OutgoingCall call, EndpointCodec<Q, R> codec, long idleNanos) {
        this.call = call;
        this.marshaller = codec.requests();
        this.replies = new ReplySource<>(core, call, this, codec.replies(), idleNanos);
    }

    static <Q, R> Exchange<Q, R> open(ClientCore core, OutgoingCall call, EndpointCodec<Q, R> codec, long idleNanos) {
        RemoteExchange<Q, R> exchange = new RemoteExchange<>(core, call, codec, idleNanos);
        exchange.replies.open();
        return exchange;
    }

    @Override
    public void start(OutgoingCall call, Socket socket) {
        BlockingOutbound<Q> out = new BlockingOutbound<>(marshaller, socket);
        this.socket = socket;
        requests = out;
        if (stopped) {
            out.stop();
        }
    }

    @Override
    public void send(Q message) {
        IoThread.refuseToBlock(call.endpoint().name());
        if (halfClosed) {
            throw new IllegalStateException(call + ": halfClose() said that nothing more would be sent");
        }
        try {
            if (!requireNonNull(requests).send(message)) {
                throw replies.failure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw replies.cancel(Failure.of(499, "the sending thread was interrupted"));
        } catch (CodecException e) {
            MicroException failure = Failure.unwritable(call, e);
            replies.cancel(failure);
            throw failure;
        }
    }

    @Override
    public Optional<R> receive() {
        IoThread.refuseToBlock(call.endpoint().name());
        return Optional.ofNullable(replies.next());
    }

    @Override
    public void halfClose() {
        if (!halfClosed) {
            halfClosed = true;
            requireNonNull(socket).end(End.OK);
        }
    }

    @Override
    public void close() {
        replies.close();
    }

    @Override
    public void writable() {
        BlockingOutbound<Q> out = requests;
        if (out != null) {
            out.writable();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        BlockingOutbound<Q> out = requests;
        if (out != null) {
            out.stop();
        }
    }

    @Override
    public String toString() {
        return "Exchange[" + call + "]";
    }
}
