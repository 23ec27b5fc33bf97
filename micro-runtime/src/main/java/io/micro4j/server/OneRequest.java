package io.micro4j.server;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.transport.Body;
import org.jspecify.annotations.Nullable;

/** The request of a call that has one. The handler starts when it is there, and reads it on its own thread. */
final class OneRequest<Q> implements Requests<Q> {
    private final ServerCall<Q, ?> call;
    private final Marshaller<Q> marshaller;
    private @Nullable Body body;

    OneRequest(ServerCall<Q, ?> call, Marshaller<Q> marshaller) {
        this.call = call;
        this.marshaller = marshaller;
    }

    @Override
    public void open() {
        call.request(1);
    }

    @Override
    public void message(Body body) {
        if (this.body == null) {
            this.body = body;
            call.start();
        }
    }

    @Override
    public void complete() {
        if (body == null) {
            call.fail(MicroException.badRequest(call.endpoint() + " takes one request, and none came"));
        }
    }

    @Override
    public void over(String why) {}

    @Override
    public Q value() {
        try {
            return requireNonNull(body).read(marshaller);
        } catch (CodecException e) {
            throw call.unreadable(e);
        }
    }
}
