package io.micro4j.benchmarks;

import io.grpc.stub.CallStreamObserver;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sends messages whenever the other side has room, and ends the stream after the last. */
final class GrpcSender<T> {
    private final AtomicInteger asked = new AtomicInteger();
    private final CallStreamObserver<T> out;
    private final Supplier<T> message;
    private int left;

    GrpcSender(CallStreamObserver<T> out, Supplier<T> message, int times) {
        this.out = out;
        this.message = message;
        this.left = times;
    }

    /** There is room. Armeria says so from within {@code onNext}, too: that is seen by the loop that is at work, so that the stack stays flat. */
    void send() {
        if (asked.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            sendWhileReady();
        } while ((seen = asked.addAndGet(-seen)) > 0);
    }

    private void sendWhileReady() {
        while (left > 0 && out.isReady()) {
            left--;
            out.onNext(message.get());
            if (left == 0) {
                out.onCompleted();
            }
        }
    }
}
