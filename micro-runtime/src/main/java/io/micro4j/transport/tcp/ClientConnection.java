package io.micro4j.transport.tcp;

import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.transport.TransportOptions;
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
final class ClientConnection extends Connection implements Link, Dialer.Outcome {
    private static final String ID = "go.micro.client.transport";

    private final String address;
    private final TransportOptions options;
    private final Dialer dialer;
    private final Pool pool;
    private final Scratch scratch;
    private final CallQueue queue = new CallQueue(this);
    private final ArrayDeque<ClientCall> waiting = new ArrayDeque<>();

    private @Nullable Session session;
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
        this.scratch = loop.shared(Scratch.class, Scratch::new);
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

    @Override
    public CallQueue queue() {
        return queue;
    }

    int maxMessageBytes() {
        return options.maxMessageBytes();
    }

    Session session() {
        if (session == null) {
            throw new IllegalStateException("There is no connection to " + address + " yet");
        }
        return session;
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
                roomForCalls();
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
    public @Nullable String protocol() {
        return null; // the first bytes say it
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
        Session opened = new Session(this, false, options, loop().strings(), scratch.bytes());
        session = opened;
        connectedAt = System.nanoTime();
        opened.open();
    }

    @Override
    public void failed(Throwable cause) {
        dialling = false;
        loop().remove(this);
        leaving();
        failWaiting(cause);
    }

    @Override
    public void agreed() {
        roomForCalls();
    }

    @Override
    public void roomForCalls() {
        Session open = session;
        if (open == null || opening) {
            return;
        }
        opening = true;
        try {
            while (!waiting.isEmpty() && open.hasRoom()) {
                waiting.remove().admit();
            }
        } finally {
            opening = false;
        }
    }

    @Override
    public void leaving() {
        leaving = true;
        pool.remove(this);
        if (shutDownReason == null && session != null && session.isAgreed()) {
            for (ClientCall call = waiting.poll(); call != null; call = waiting.poll()) {
                elsewhere(call);
            }
        }
    }

    @Override
    public TcpCall accept() {
        throw new IllegalStateException("A server opens no calls");
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
            session.leave(why);
        }
        closeNow();
    }

    @Override
    public void tick(long now) {
        super.tick(now);
        if (session != null) {
            if (!session.isAgreed() && now - connectedAt > options.dialTimeout().toNanos()) {
                session.leave("no word of the tcp wire came within the dial timeout");
                closeNow();
            }
            session.tick(now);
        }
    }

    @Override
    protected int work(byte[] bytes, int from, int to) {
        session().work(bytes, from, to);
        return to;
    }

    @Override
    protected void worked() {
        if (session != null) {
            session.resume();
            roomForCalls();
        }
    }

    @Override
    protected void readComplete() {
        queue.work();
        worked();
        if (unflushed) {
            unflushed = false;
            flush();
        }
    }

    @Override
    protected void writabilityChanged() {
        if (isWritable()) {
            worked();
            flush();
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
                : cause != null ? cause.getMessage() : session == null ? "closed" : mute("the tcp wire's words");
        return MicroException.of(MicroError.of(
                        ID,
                        503,
                        call.endpoint() + ": cannot connect to " + address + " (" + reason
                                + "). Is the node still there, and reachable from here?"))
                .because(cause);
    }
}
