package io.micro4j.client;

import io.micro4j.call.Deadline;
import io.micro4j.call.MicroException;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs things later, to within some 10 ms, on one thread that starts with the first. What is still to come when the client closes is told of that at
 * once. Safe for use by many threads.
 */
final class Timers implements AutoCloseable {
    private final HashedWheelTimer wheel =
            new HashedWheelTimer(new DefaultThreadFactory("micro-client-timer", true), 10, TimeUnit.MILLISECONDS, 1024);

    private volatile boolean closed;

    /** What is to come. Neither part may block. */
    private record Pending(Runnable action, Consumer<MicroException> closing) implements TimerTask {
        @Override
        public void run(Timeout timeout) {
            action.run();
        }
    }

    /**
     * Runs {@code action}, which must not block, {@code nanos} from now.
     *
     * @param closing is told in place of that, if the client closes before
     * @throws MicroException 503 if the client is closed
     */
    Timeout after(long nanos, Runnable action, Consumer<MicroException> closing) {
        if (closed) {
            throw clientClosed();
        }
        Timeout timeout;
        try {
            timeout = wheel.newTimeout(new Pending(action, closing), Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (IllegalStateException stopped) {
            throw clientClosed().because(stopped);
        }
        if (closed && timeout.cancel()) {
            tellClosing(timeout); // the wheel has stopped without having seen it
        }
        return timeout;
    }

    /** Ends {@code call} with an error once its time is over, or its client is closed. */
    Timeout limit(OutgoingCall call, Deadline until, Socket socket, long startNanos) {
        return after(
                until.remainingNanos(),
                () -> socket.cancel(End.failed(Failure.timeout(call, startNanos))),
                why -> socket.cancel(End.failed(why)));
    }

    @Override
    public void close() {
        closed = true;
        wheel.stop().forEach(Timers::tellClosing); // those that it has cancelled
    }

    private static void tellClosing(Timeout timeout) {
        ((Pending) timeout.task()).closing().accept(clientClosed());
    }

    private static MicroException clientClosed() {
        return Failure.of(503, "the client is closed");
    }
}
