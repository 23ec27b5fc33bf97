package io.micro4j.client;

import io.micro4j.call.MicroException;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** Runs things later, to within some 10 ms, on one thread that starts with the first. Safe for use by many threads. */
final class Timers implements AutoCloseable {
    private final HashedWheelTimer wheel =
            new HashedWheelTimer(new DefaultThreadFactory("micro-client-timer", true), 10, TimeUnit.MILLISECONDS, 1024);

    private volatile boolean closed;

    /**
     * Runs {@code action}, which must not block, {@code nanos} from now.
     *
     * @throws MicroException 503 if the client is closed
     */
    Timeout after(long nanos, Runnable action) {
        if (closed) {
            throw Failure.of(503, "the client is closed").asNeverSent();
        }
        return wheel.newTimeout(timeout -> action.run(), Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closed = true;
        wheel.stop();
    }
}
