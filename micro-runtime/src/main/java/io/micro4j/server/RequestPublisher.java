package io.micro4j.server;

import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.stream.InboundPublisher;
import io.micro4j.transport.Body;
import java.util.concurrent.Flow;

/** The requests of a call that has many, for a handler that does not block. Its subscriber is told on threads that may be kept. */
final class RequestPublisher<Q> implements Requests<Flow.Publisher<Q>>, InboundPublisher.Source {
    private final ServerCall<Flow.Publisher<Q>, ?> call;
    private final InboundPublisher<Q> inbound;

    RequestPublisher(ServerCall<Flow.Publisher<Q>, ?> call, Marshaller<Q> marshaller) {
        this.call = call;
        this.inbound = new InboundPublisher<>(
                marshaller, call.streamThreads(), call.options().window(), this);
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
    public Flow.Publisher<Q> value() {
        return inbound;
    }

    @Override
    public void start() {}

    @Override
    public void request(int messages) {
        call.request(messages);
    }

    /** A subscriber that has had enough may still reply; a request that cannot be read ends the call. */
    @Override
    public void cancel(MicroException why) {
        if (why.getCause() instanceof CodecException unreadable) {
            call.abort(call.unreadable(unreadable));
        }
    }
}
