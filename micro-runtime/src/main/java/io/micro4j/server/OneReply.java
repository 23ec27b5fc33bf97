package io.micro4j.server;

import io.micro4j.codec.Marshaller;

/** The reply of a handler that returned it. */
record OneReply<R>(ServerCall<?, R> call, Marshaller<R> marshaller) implements Replies<R> {
    @Override
    public void deliver(R result) {
        call.succeed(marshaller.encode(result));
    }
}
