package io.micro4j.client;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Context;
import io.micro4j.call.Deadline;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Shape;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Codecs;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What all callers of one client share. Safe for use by many threads. */
final class ClientCore {
    private final ClientOptions options;
    private final CallOpener opener;
    private final Codecs codecs;
    private final ClientThreads threads;
    private final Map<CodecKey, EndpointCodec<?, ?>> endpointCodecs = new ConcurrentHashMap<>();

    ClientCore(ClientOptions options, CallOpener opener, Codecs codecs, ClientThreads threads) {
        this.options = options;
        this.opener = opener;
        this.codecs = codecs;
        this.threads = threads;
    }

    ClientCore with(ClientOptions options) {
        return new ClientCore(options, opener, codecs, threads);
    }

    ClientOptions options() {
        return options;
    }

    ClientThreads threads() {
        return threads;
    }

    /** Returns what tells users of asynchronous calls. */
    Executor callbacks() {
        return options.inlineCallbacks() ? Runnable::run : threads.callbacks();
    }

    /**
     * Returns how the messages of {@code endpoint} are written.
     *
     * @throws io.micro4j.call.MicroException 415 if nothing can write them so
     */
    @SuppressWarnings("unchecked") // the key holds the endpoint, which says Q and R
    <Q, R> EndpointCodec<Q, R> codec(Endpoint<Q, R> endpoint, CallOptions call) {
        String contentType = call.contentType() == null ? options.contentType() : call.contentType();
        CodecKey key = new CodecKey(endpoint, contentType);
        EndpointCodec<?, ?> codec = endpointCodecs.get(key);
        if (codec == null) {
            try {
                codec = EndpointCodec.of(endpoint, contentType, codecs);
            } catch (CodecException e) {
                throw Failure.of(415, endpoint + ": " + e.getMessage(), e).asNeverSent();
            }
            endpointCodecs.put(key, codec);
        }
        return (EndpointCodec<Q, R>) codec;
    }

    /** Returns a call made now, in the current context. */
    OutgoingCall call(String service, Endpoint<?, ?> endpoint, EndpointCodec<?, ?> codec, CallOptions call) {
        Context context = Context.current();
        Head head = new Head(
                service, endpoint.name(), codec.contentType(), 0, Propagation.metadata(context, call.metadata()));
        int retries = call.retries() == null ? options.retries() : call.retries();
        return new OutgoingCall(
                endpoint,
                head,
                call.addresses(),
                call.selector(),
                call.selection(),
                retries,
                call.hedging() == null ? options.hedging() : call.hedging(),
                deadline(endpoint.shape(), context, call));
    }

    /** Starts {@code call}. */
    Socket open(OutgoingCall call, Receiver replies) {
        if (threads.isClosed()) {
            replies.end(
                    End.failed(Failure.of(503, call + ": the client is closed").asNeverSent()));
            return ClosedSocket.INSTANCE;
        }
        return opener.open(call, replies);
    }

    /** Returns how long a stream may be silent, in nanoseconds; 0 for ever. */
    long idleNanos(CallOptions call) {
        return Objects.requireNonNullElse(call.idleTimeout(), options.idleTimeout())
                .toNanos();
    }

    /** A call with one reply has the caller's time or less; a stream has only what the call that it serves still has. */
    private @Nullable Deadline deadline(Shape shape, Context context, CallOptions call) {
        Deadline inherited = context.deadline().orElse(null);
        if (shape.streamsReplies()) {
            return inherited;
        }
        Duration timeout = call.timeout() == null ? options.timeout() : call.timeout();
        if (inherited != null && inherited.remainingNanos() < timeout.toNanos()) {
            return inherited;
        }
        return Deadline.after(timeout);
    }

    /** Endpoints are constants, told apart by identity. */
    private record CodecKey(
            Endpoint<?, ?> endpoint, @Nullable String contentType) {}
}
