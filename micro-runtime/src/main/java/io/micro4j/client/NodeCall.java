package io.micro4j.client;

import io.micro4j.call.Attempt;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.registry.Node;
import io.micro4j.transport.Body;
import io.micro4j.transport.CallerIo;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One attempt of a call, on one node. */
final class NodeCall implements Receiver {
    private final RetryingCall call;
    private final Receiver replies;
    private final Sent.Progress progress = new Sent.Progress();
    private final long since = System.nanoTime();
    final Node node;
    Socket socket = ClosedSocket.INSTANCE;

    NodeCall(RetryingCall call, Receiver replies, Node node) {
        this.call = call;
        this.replies = replies;
        this.node = node;
    }

    /** Does at this node what the caller has done so far. Returns whether there is room for more. With the call's lock held. */
    boolean catchUp(Sent sent) {
        return progress.catchUp(socket, sent);
    }

    long nanos() {
        return Math.max(1, System.nanoTime() - since);
    }

    /** Returns what is told of it, having failed. */
    Attempt failed(MicroError error) {
        return new Attempt(node.toString(), Duration.ofNanos(nanos()), error);
    }

    /** One thread moves the bytes of one attempt at a time. */
    @Override
    public CallerIo.@Nullable Driver driver() {
        return call.isHedged() ? null : replies.driver();
    }

    @Override
    public void head(Metadata initial) {
        if (call.settle(this)) {
            replies.head(initial);
        }
    }

    @Override
    public void message(Body body) {
        if (call.settle(this)) {
            replies.message(body);
        }
    }

    @Override
    public void writable() {
        if (call.isCurrent(this)) {
            replies.writable();
        }
    }

    @Override
    public void end(End end) {
        call.ended(this, end);
    }
}
