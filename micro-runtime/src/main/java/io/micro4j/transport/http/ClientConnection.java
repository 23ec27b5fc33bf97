package io.micro4j.transport.http;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.mucp.ClientPipe;
import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.mucp.PipeFailure;
import io.micro4j.transport.mucp.Word;
import io.micro4j.transport.net.Connection;
import io.micro4j.transport.net.Dialer;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.tls.HandshakeFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client, lent to one call at a time: frames become requests, responses become frames.
 *
 * <p>Made before it is connected, and connected again if its peer closed it while it was idle, so that a call has one loop from its start on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails is told as every other
@Sharable // added again after it was connected again, never to two channels at once
final class ClientConnection extends Connection implements ClientPipe, ConnectionPool.Pooled, Dialer.Outcome {
    private final String address;
    private final ClientFailures failures;
    private final byte[] host;
    private final TransportOptions options;
    private final Dialer dialer;
    private final ConnectionPool<ClientConnection> pool;
    private final ResponseParser parser;
    private final FrameWriter writer;

    private @Nullable User user;
    private boolean oneReply;
    private boolean dialling;
    private boolean wrote;
    private boolean leaving;
    private int frames;
    private @Nullable String shutDownReason;
    private volatile long connectedAt;

    ClientConnection(
            String address, Loop loop, TransportOptions options, Dialer dialer, ConnectionPool<ClientConnection> pool) {
        super(loop, options.writeTimeout().toNanos());
        this.address = address;
        this.failures = new ClientFailures(address);
        this.host = address.getBytes(StandardCharsets.UTF_8);
        this.options = options;
        this.dialer = dialer;
        this.pool = pool;
        this.parser = new ResponseParser(Limits.of(options), loop.strings());
        this.writer = FrameWriter.of(loop);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String peer() {
        return address;
    }

    @Override
    public void start(User user, boolean oneReply) {
        this.user = user;
        this.oneReply = oneReply;
        wrote = false;
        frames = 0;
        if (isOpen() && !isOld(System.nanoTime())) {
            user.opened();
            return;
        }
        detach();
        if (loop().isClosed()) {
            shutDownReason = "the transport is closed";
            fail(unreachable(null));
            return;
        }
        dialling = true;
        loop().add(this);
        dialer.dial(address, loop().executor(), this, this);
    }

    @Override
    public void done(boolean reusable) {
        user = null;
        boolean clean = reusable
                && !leaving
                && isOpen()
                && !dialling
                && !isWriting()
                && (frames == 0 || parser.keepsConnection())
                && !hasKept();
        if (!clean || !pool.give(this)) {
            close();
        }
    }

    @Override
    public String protocol() {
        return "http/1.1";
    }

    @Override
    public void connected(Channel channel) {
        dialling = false;
        User waiting = user;
        if (waiting == null) {
            channel.close(); // the call was given up meanwhile
            loop().remove(this);
            return;
        }
        loop().readInto(channel);
        connectedAt = System.nanoTime();
        leaving = false;
        parser.next();
        attach(channel);
        waiting.opened();
    }

    @Override
    public void failed(Throwable cause) {
        dialling = false;
        loop().remove(this);
        fail(unreachable(cause));
    }

    @Override
    protected int work(byte[] bytes, int from, int to) {
        if (user == null) {
            closeNow(); // nobody asked: what comes now would be taken for the answer to the next request
            return to;
        }
        int position = from;
        try {
            while (position < to && mayWork() && user != null) {
                position = parser.parse(bytes, position, to);
                if (parser.isComplete()) {
                    leaving |= Goodbye.isBegunBy(bytes, position, to);
                    response(position < to && !leaving);
                }
            }
        } catch (HttpFault fault) {
            fail(failures.unreadable(fault));
            return to;
        }
        return position;
    }

    @Override
    public Headers headers() {
        return writer.emptyHeaders();
    }

    @Override
    public void write(Headers headers, Encoded body) {
        ByteBuf target = outgoing(body.size());
        if (target != null) {
            writer.messages().request(host, headers, body, target);
            wrote = true;
            collected();
        }
    }

    @Override
    protected void writabilityChanged() {
        User current = user;
        if (current != null && isWritable()) {
            current.writable();
        }
    }

    @Override
    protected void closed() {
        pool.remove(this);
        if (user == null) {
            return;
        }
        try {
            workOnRest();
        } catch (HttpFault fault) {
            fail(failures.unreadable(fault));
        }
        fail(brokenOff());
    }

    @Override
    public void tick(long now) {
        super.tick(now);
        if (user == null && isOld(now) && pool.remove(this)) {
            close();
        }
    }

    @Override
    public void shutDown(String why) {
        shutDownReason = why;
        if (dialling) {
            fail(unreachable(null));
        }
        closeNow();
    }

    private boolean isOld(long now) {
        return now - connectedAt > options.poolTtl().toNanos();
    }

    private void response(boolean moreFollows) throws HttpFault {
        User current = user;
        if (current == null) {
            return;
        }
        frames++;
        Body body = parser.takeBody();
        if (oneReply && moreFollows) {
            fail(failures.answeredTwice());
        } else if (parser.status() != 200 && parser.headers().get(Word.ERROR) == null) {
            fail(failures.refused(parser, body));
        } else {
            current.frame(parser.headers(), body);
            parser.next();
        }
    }

    /** The peer closed: what it said before is still to be heard, and may only end now. */
    private void workOnRest() throws HttpFault {
        if (parser.inputEnded()) {
            response(false);
        }
    }

    private void fail(PipeFailure why) {
        User current = user;
        if (current != null) {
            user = null;
            closeNow();
            current.broken(why);
        }
    }

    private PipeFailure unreachable(@Nullable Throwable cause) {
        return shutDownReason == null ? failures.unreachable(cause) : failures.unreachable(shutDownReason, cause);
    }

    private PipeFailure brokenOff() {
        if (cause() instanceof HandshakeFailure refused) {
            return unreachable(refused);
        }
        return shutDownReason == null
                ? failures.brokenOff(frames, parser, wrote, cause())
                : failures.shutDown(shutDownReason, wrote, cause());
    }
}
