package io.micro4j.transport.tcp;

import io.micro4j.call.MicroException;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.net.Addresses;
import io.micro4j.transport.net.CallQueue;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.net.Protocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a server, with any number of calls. */
final class ServerConnection extends Protocol.Served implements Link {
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Acceptor acceptor;
    private final int maxMessageBytes;
    private final CallQueue queue = new CallQueue(this);
    private final Session session;
    private final String peer;
    private long closingSince;
    private boolean lingers;
    private boolean unflushed;

    ServerConnection(Channel channel, Loop loop, Acceptor acceptor, Runnable closed) {
        super(loop, loop.options().writeTimeout().toNanos(), channel, closed);
        this.acceptor = acceptor;
        this.maxMessageBytes = loop.options().maxMessageBytes();
        this.peer = Addresses.text(channel.remoteAddress());
        byte[] scratch = loop.shared(Scratch.class, Scratch::new).bytes();
        this.session = new Session(this, true, loop.options(), loop.strings(), scratch);
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public CallQueue queue() {
        return queue;
    }

    Session session() {
        return session;
    }

    int maxMessageBytes() {
        return maxMessageBytes;
    }

    @Override
    public TcpCall accept() {
        return new ServerCall(this, acceptor);
    }

    @Override
    public void agreed() {
        // the client opens the calls
    }

    @Override
    public void roomForCalls() {
        // the client opens the calls
    }

    @Override
    public void leaving() {
        // the calls that are here go on
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
        if (!lingers) {
            lingers = true;
            closingSince = System.nanoTime();
            stopWorking();
            shutdownOutput();
        }
    }

    @Override
    public void shutDown(String why) {
        session.each(call -> call.refuse(MicroException.cancelled(why)));
        session.leave(why);
    }

    @Override
    public void tick(long now) {
        super.tick(now);
        if (lingers && now - closingSince > LINGER_NANOS) {
            closeNow();
        } else {
            session.tick(now);
        }
    }

    @Override
    protected int work(byte[] bytes, int from, int to) {
        if (isWritable()) {
            session.work(bytes, from, to);
            return to;
        }
        pause(); // who takes no answers asks no more questions
        return from;
    }

    @Override
    protected void worked() {
        session.resume();
    }

    @Override
    protected void readComplete() {
        queue.work();
        session.resume();
        if (unflushed) {
            unflushed = false;
            flush();
        }
    }

    @Override
    protected void writabilityChanged() {
        if (isWritable()) {
            session.resume();
            flush();
            execute(this::goOn);
        }
    }

    private void goOn() {
        resume();
        readComplete();
    }

    @Override
    protected void drain() {
        session.drain();
    }

    @Override
    protected void lost() {
        session.lost("the connection from " + peer + " closed before the call ended");
    }
}
