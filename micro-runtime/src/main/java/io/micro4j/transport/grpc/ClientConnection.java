package io.micro4j.transport.grpc;

import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http2.Http2Session;
import io.micro4j.transport.http2.Http2Stream;
import io.micro4j.transport.http2.Limits;
import io.micro4j.transport.http2.Link;
import io.micro4j.transport.net.CallQueue;
import io.micro4j.transport.net.Connection;
import io.micro4j.transport.net.Dialer;
import io.micro4j.transport.net.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The one connection of a client to an address, dialled for its first call. Calls wait while it has no room for them. */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails is told as every other
final class ClientConnection extends Connection implements Link, Http2Session.Above, GrpcLink, Dialer.Outcome {
    private static final String ID = "go.micro.client.transport";

    private final String address;
    private final TransportOptions options;
    private final Dialer dialer;
    private final Pool pool;
    private final Words words;
    private final CallQueue queue = new CallQueue(this);
    private final ArrayDeque<ClientCall> waiting = new ArrayDeque<>();

    private @Nullable Http2Session session;
    private boolean dialling;
    private boolean opening;
    private boolean unflushed;
    private long connectedAt;
    private @Nullable String shutDownReason;
    private volatile boolean leaving;

    ClientConnection(String address, Loop loop, Dialer dialer, Pool pool) {
        super(loop, loop.options().writeTimeout().toNanos());
        this.address = address;
        this.options = loop.options();
        this.dialer = dialer;
        this.pool = pool;
        this.words = loop.shared(Words.class, Words::new);
    }

    /** Returns whether no call can begin any more. For every thread. */
    boolean isLeaving() {
        return leaving;
    }

    /** Returns whether another thread's loop has it, and goes on having it. */
    boolean isElsewhere() {
        return !isOnThread() && !loop().isClosed();
    }

    @Override
    public String peer() {
        return address;
    }

    /** Returns whether the connection is TLS. */
    boolean isEncrypted() {
        return options.tls() != null;
    }

    @Override
    public CallQueue queue() {
        return queue;
    }

    @Override
    public Http2Session session() {
        if (session == null) {
            throw new IllegalStateException("There is no connection to " + address + " yet");
        }
        return session;
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public int maxMessageBytes() {
        return options.maxMessageBytes();
    }

    /** Returns how large a message is to be packed; 0 for none. */
    int compressFrom() {
        return options.compressFrom();
    }

    /** Begins {@code call} as soon as there is room for it. */
    void begin(ClientCall call) {
        if (loop().isClosed() || shutDownReason != null) {
            call.unreachable(unreachable(call, null));
        } else if (leaving) {
            elsewhere(call);
        } else {
            waiting.add(call);
            if (session != null) {
                roomForStreams();
            } else if (!dialling) {
                dialling = true;
                loop().add(this);
                dialer.dial(address, loop().executor(), this, this);
            }
        }
    }

    /** Forgets a call that waits. */
    void forget(ClientCall call) {
        waiting.remove(call);
    }

    @Override
    public String protocol() {
        return "h2";
    }

    @Override
    public void connected(Channel channel) {
        dialling = false;
        if (leaving) {
            channel.close();
            loop().remove(this);
            return;
        }
        loop().readInto(channel);
        attach(channel);
        Http2Session opened = Http2Session.ofClient(this, this, Limits.ofClient(options), loop().strings());
        session = opened;
        connectedAt = System.nanoTime();
        opened.start();
    }

    @Override
    public void failed(Throwable cause) {
        dialling = false;
        loop().remove(this);
        leaving();
        failWaiting(cause);
    }

    @Override
    public void roomForStreams() {
        Http2Session open = session;
        if (open == null || opening) {
            return;
        }
        opening = true;
        try {
            while (!waiting.isEmpty() && open.hasRoomForStream()) {
                waiting.remove().opened();
            }
        } finally {
            opening = false;
        }
    }

    @Override
    public void leaving() {
        leaving = true;
        pool.remove(this);
        if (shutDownReason == null && session != null && session.isSettled()) {
            for (ClientCall call = waiting.poll(); call != null; call = waiting.poll()) {
                elsewhere(call);
            }
        }
    }

    @Override
    public Http2Stream accept() {
        throw new IllegalStateException("A server opens no streams");
    }

    @Override
    public @Nullable ByteBuf buffer(int more) {
        return outgoing(more);
    }

    @Override
    public void written() {
        unflushed = true;
        collected();
    }

    @Override
    public void closeLate() {
        close();
    }

    @Override
    public void shutDown(String why) {
        shutDownReason = why;
        leaving = true;
        failWaiting(null);
        if (session != null) {
            session.shutDown(why);
        }
        closeNow();
    }

    @Override
    public void tick(long now) {
        super.tick(now);
        if (session != null) {
            if (!session.isSettled()
                    && now - connectedAt > options.dialTimeout().toNanos()) {
                session.shutDown("no word of HTTP/2 came within the dial timeout");
            }
            session.tick(now);
        }
    }

    @Override
    protected int work(byte[] bytes, int from, int to) {
        return session().work(bytes, from, to);
    }

    @Override
    protected void readComplete() {
        queue.work();
        if (unflushed) {
            unflushed = false;
            flush();
        }
    }

    @Override
    protected void writabilityChanged() {
        if (isWritable() && session != null) {
            session.writable();
        }
    }

    @Override
    protected void closed() {
        Throwable cause = cause();
        if (session != null) {
            session.lost("the connection closed" + (cause == null ? "" : " (" + cause.getMessage() + ")")
                    + ". Was the node stopped?");
        }
        leaving();
        failWaiting(cause);
    }

    /** Calls over a new connection, since this one takes no more. */
    private void elsewhere(ClientCall call) {
        ClientConnection other = pool.connection(address);
        if (call.move(other)) {
            other.queue().add(call);
        } else {
            call.unreachable(unreachable(call, cause()));
        }
    }

    private void failWaiting(@Nullable Throwable cause) {
        for (ClientCall call = waiting.poll(); call != null; call = waiting.poll()) {
            call.unreachable(unreachable(call, cause));
        }
    }

    private MicroException unreachable(ClientCall call, @Nullable Throwable cause) {
        String reason = shutDownReason != null
                ? shutDownReason
                : cause != null ? cause.getMessage() : session == null ? "closed" : mute("HTTP/2");
        return MicroException.of(MicroError.of(
                        ID,
                        503,
                        call.endpoint() + ": cannot connect to " + address + " (" + reason
                                + "). Is the node still there, and reachable from here?"))
                .because(cause);
    }
}
