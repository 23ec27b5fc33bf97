package io.micro4j.server;

import io.micro4j.codec.Marshaller;
import io.micro4j.stream.OutboundSubscriber;
import java.util.concurrent.Flow;

/** The replies of a handler that returned a publisher. A call that is over cancels the subscription. */
final class ReplyPublisher<R> implements Replies<Flow.Publisher<R>>, OutboundSubscriber.Finish {
    private final ServerCall<?, Flow.Publisher<R>> call;
    private final OutboundSubscriber<R> outbound;

    ReplyPublisher(ServerCall<?, Flow.Publisher<R>> call, Marshaller<R> marshaller) {
        this.call = call;
        this.outbound = new OutboundSubscriber<>(marshaller, call.socket(), this);
    }

    @Override
    public void deliver(Flow.Publisher<R> result) {
        result.subscribe(outbound);
    }

    @Override
    public void writable() {
        outbound.writable();
    }

    @Override
    public void stop() {
        outbound.stop();
    }

    @Override
    public void completed() {
        call.succeed();
    }

    @Override
    public void failed(Throwable why) {
        call.fail(why);
    }
}
