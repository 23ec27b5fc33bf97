package io.micro4j.server;

import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.stream.BlockingInbound;
import io.micro4j.stream.CallStream;
import io.micro4j.stream.MessageSource;
import io.micro4j.transport.Body;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The requests of a call that has many, drawn by its handler on the handler's own thread. */
final class RequestStream<Q> implements Requests<Stream<Q>>, MessageSource<Q> {
    private final ServerCall<Stream<Q>, ?> call;
    private final BlockingInbound<Q> inbound;

    RequestStream(ServerCall<Stream<Q>, ?> call, Marshaller<Q> marshaller) {
        this.call = call;
        this.inbound = new BlockingInbound<>(marshaller, call.options().window(), call::request, idle(call.options()));
    }

    @Override
    public void open() {
        call.start();
    }

    @Override
    public void message(Body body) {
        inbound.message(body);
    }

    @Override
    public void complete() {
        inbound.complete();
    }

    @Override
    public void over(String why) {
        inbound.fail(MicroException.cancelled(call.endpoint() + ": " + why));
    }

    @Override
    public Stream<Q> value() {
        return CallStream.of(this);
    }

    @Override
    public @Nullable Q next() {
        try {
            return inbound.take();
        } catch (CodecException e) {
            throw call.unreadable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MicroException.cancelled(call.endpoint() + ": interrupted while it waited for a request")
                    .because(e);
        }
    }

    /** A handler that stops drawing leaves nothing open: the call ends with its reply. */
    @Override
    public boolean isOpen() {
        return false;
    }

    /** What the handler does not draw stays where it is: nobody asks for it. */
    @Override
    public void close() {}

    private static long idle(ServerOptions options) {
        return options.idleTimeout().toNanos();
    }
}
