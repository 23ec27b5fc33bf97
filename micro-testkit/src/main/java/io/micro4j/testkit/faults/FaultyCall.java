package io.micro4j.testkit.faults;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.codec.Encoded;
import io.micro4j.registry.Node;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call with its fate: stands between the caller and the call over the other transport, if there is one. */
final class FaultyCall implements Socket {
    private final Fate fate;
    private final Endpoint<?, ?> endpoint;
    private final Node node;
    private final Receiver replies;
    private final ScheduledExecutorService later;

    private @Nullable Socket socket;
    private int messages;
    private boolean broken;
    private boolean over;

    FaultyCall(Fate fate, Endpoint<?, ?> endpoint, Node node, Receiver replies, ScheduledExecutorService later) {
        this.fate = fate;
        this.endpoint = endpoint;
        this.node = node;
        this.replies = replies;
        this.later = later;
    }

    /** Returns what the other transport tells. */
    Receiver inbound() {
        return new Inbound();
    }

    /** Goes on over {@code socket}, which may have told something already. */
    void over(Socket socket) {
        boolean isBroken;
        synchronized (this) {
            this.socket = socket;
            isBroken = broken;
        }
        if (isBroken) {
            socket.cancel(cut());
        }
    }

    @Override
    public String peer() {
        return node.address();
    }

    @Override
    public boolean send(Encoded message) {
        Socket to = breaksNow() ? null : socket();
        return to == null || to.send(message);
    }

    @Override
    public void end(End end) {
        Socket to = socket();
        if (to != null) {
            to.end(end);
        }
    }

    @Override
    public void request(int messages) {
        Socket to = socket();
        if (to != null) {
            to.request(messages);
        }
    }

    @Override
    public void cancel(End why) {
        Socket to = socket();
        if (to != null) {
            to.cancel(why);
        } else {
            finish(why);
        }
    }

    /** Tells the end of a call that is on no other transport, once. */
    void finish(End end) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        replies.end(end);
    }

    private synchronized @Nullable Socket socket() {
        return socket;
    }

    /** Counts a message, and breaks the connection if it is the one before which it breaks. Returns whether it is broken. */
    private boolean breaksNow() {
        Socket to;
        synchronized (this) {
            if (broken) {
                return true;
            }
            broken = messages++ == fate.cutAfter();
            if (!broken) {
                return false;
            }
            to = socket;
        }
        if (to != null) {
            to.cancel(cut());
        }
        return true;
    }

    private End cut() {
        return End.failed(MicroException.of(
                500, endpoint + ": the connection to " + node.address() + " broke, as the test wants it"));
    }

    /** What comes back, perhaps later. One thread, and one delay for all of a call: it stays in order. */
    private final class Inbound implements Receiver {
        @Override
        public void head(Metadata initial) {
            tell(() -> replies.head(initial));
        }

        @Override
        public void message(Body body) {
            if (!breaksNow()) {
                tell(() -> replies.message(body));
            }
        }

        @Override
        public void halfClosed() {
            tell(replies::halfClosed);
        }

        @Override
        public void writable() {
            tell(replies::writable);
        }

        @Override
        public void end(End end) {
            tell(() -> replies.end(end));
        }

        private void tell(Runnable what) {
            if (fate.delayNanos() == 0) {
                what.run();
                return;
            }
            try {
                var unused = later.schedule(what, fate.delayNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                what.run(); // the transport is closed, and tells only ends any more
            }
        }
    }
}
