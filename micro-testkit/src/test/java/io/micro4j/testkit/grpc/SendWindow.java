package io.micro4j.testkit.grpc;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes were sent that the connection has not taken yet. */
final class SendWindow {
    private static final long FULL = 64 * 1024;
    private static final long LOW = 32 * 1024;

    private final AtomicLong waiting = new AtomicLong();
    private final AtomicBoolean full = new AtomicBoolean();

    boolean sent(int bytes) {
        if (waiting.addAndGet(bytes) < FULL) {
            return true;
        }
        full.set(true);
        return waiting.get() <= LOW && full.compareAndSet(true, false);
    }

    boolean taken(int bytes) {
        return waiting.addAndGet(-bytes) <= LOW && full.compareAndSet(true, false);
    }
}
