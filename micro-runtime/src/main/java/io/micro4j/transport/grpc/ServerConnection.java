package io.micro4j.transport.grpc;

import io.micro4j.call.MicroException;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.http2.Http2Session;
import io.micro4j.transport.http2.Http2Stream;
import io.micro4j.transport.http2.Limits;
import io.micro4j.transport.http2.Link;
import io.micro4j.transport.net.Addresses;
import io.micro4j.transport.net.CallQueue;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.net.Protocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a server, with any number of calls. */
final class ServerConnection extends Protocol.Served implements Link, Http2Session.Above, GrpcLink {
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Acceptor acceptor;
    private final int maxMessageBytes;
    private final int compressFrom;
    private final Words words;
    private final CallQueue queue = new CallQueue(this);
    private final Http2Session session;
    private final String peer;
    private long closingSince;
    private boolean lingers;
    private boolean unflushed;

    ServerConnection(Channel channel, Loop loop, Acceptor acceptor, Runnable closed) {
        super(loop, loop.options().writeTimeout().toNanos(), channel, closed);
        this.acceptor = acceptor;
        this.maxMessageBytes = loop.options().maxMessageBytes();
        this.compressFrom = loop.options().compressFrom();
        this.words = loop.shared(Words.class, Words::new);
        this.peer = Addresses.text(channel.remoteAddress());
        this.session = Http2Session.ofServer(this, this, Limits.ofServer(loop.options()), loop.strings());
        session.start();
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public CallQueue queue() {
        return queue;
    }

    @Override
    public Http2Session session() {
        return session;
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    /** Returns how large a message is to be packed; 0 for none. */
    int compressFrom() {
        return compressFrom;
    }

    @Override
    public Http2Stream accept() {
        return new ServerCall(this, acceptor);
    }

    @Override
    public void roomForStreams() {
        // only clients open streams
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
        session.each(stream -> ((ServerCall) stream).endWith(MicroException.cancelled(why)));
        session.shutDown(why);
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
            return session.work(bytes, from, to);
        }
        pause(); // who takes no answers asks no more questions
        return from;
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
        if (isWritable()) {
            session.writable();
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
