package io.micro4j.transport.net;

import io.micro4j.transport.Acceptor;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** A protocol that a port speaks with those clients that begin as it begins. Safe for use by many threads. */
public interface Protocol {
    /** What the first bytes of a connection say. */
    enum Fit {
        /** It is another protocol. */
        NO,
        /** Too few bytes have come to tell. */
        MAYBE,
        /** It is this one. */
        YES
    }

    /** Returns whether bytes {@code from} to {@code to}, the first of a connection and at least one, begin this protocol. */
    Fit fit(byte[] bytes, int from, int to);

    /** Returns what TLS calls it (RFC 7301); null if it has no name there, or is refused. */
    default @Nullable String alpn() {
        return null;
    }

    /**
     * Takes a connection over, on its loop.
     *
     * @param acceptor asked about each call
     * @param closed to be run once the connection is closed
     */
    Served serve(Channel channel, Loop loop, Acceptor acceptor, Runnable closed);

    /** The server's end of a connection. */
    abstract class Served extends Connection {
        private final Runnable closed;

        /** Returns one on {@code channel}, which it does not handle yet. */
        protected Served(Loop loop, long writeTimeoutNanos, Channel channel, Runnable closed) {
            super(loop, writeTimeoutNanos);
            this.closed = closed;
            attach(channel);
        }

        /** Asks the client to leave once its calls are over, if the protocol can. */
        protected void drain() {}

        /** The connection is closed, with every call that was on it. */
        protected abstract void lost();

        @Override
        protected final void closed() {
            lost();
            closed.run();
        }
    }
}
