package io.micro4j.transport.http;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.mucp.MucpServer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One connection of a server: requests become frames, frames become responses that need not answer one request each. */
final class ServerConnection extends Connection {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final byte[] NOTHING = {};
    private static final byte[] CONTINUE = MessageWriter.ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TransportOptions options;
    private final MucpServer server;
    private final RequestParser parser;
    private final Consumer<ServerConnection> onClosed;
    private final String peer;

    private boolean recognised;
    private boolean lastRequest;
    private boolean continueSaid;
    private boolean refused;
    private long refusedAt;
    private long headSince;
    private long idleSince;

    ServerConnection(
            Channel channel,
            Loop loop,
            TransportOptions options,
            Acceptor acceptor,
            Consumer<ServerConnection> onClosed) {
        super(loop, options.writeTimeout().toNanos());
        this.options = options;
        this.server = new MucpServer(this, acceptor, this::idle);
        this.parser = new RequestParser(Limits.of(options), loop.strings());
        this.onClosed = onClosed;
        this.peer = Addresses.text(channel.remoteAddress());
        this.idleSince = System.nanoTime();
        attach(channel);
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    int work(byte[] bytes, int from, int to) {
        if (!recognised && !recognise(bytes, from, to)) {
            return refused ? to : from;
        }
        int position = from;
        try {
            while (position < to && mayWork()) {
                position = request(bytes, position, to);
            }
        } catch (HttpFault fault) {
            refuse(fault);
            return to;
        }
        return position;
    }

    @Override
    void write(Headers headers, Encoded body, ByteBuf target) {
        loop().writer().response(headers, body, target);
    }

    @Override
    void writabilityChanged() {
        if (isWritable()) {
            server.writable();
        }
    }

    @Override
    void closed() {
        server.closed();
        onClosed.accept(this);
    }

    @Override
    public void shutDown(String why) {
        server.fail(499, why);
        close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof java.io.IOException) {
            LOG.log(Level.DEBUG, () -> this + " failed: " + cause);
        } else {
            LOG.log(Level.ERROR, this + " is closed because of a bug", cause);
        }
        closeNow();
    }

    @Override
    public void tick(long now) {
        super.tick(now);
        if (refused) {
            if (now - refusedAt > LINGER_NANOS) {
                closeNow();
            }
        } else if (!mayWork()) {
            return; // the peer waits for us
        } else if (parser.isInBody()) {
            if (now - lastRead() > options.bodyTimeout().toNanos()) {
                refuse(new HttpFault(
                        408,
                        "no byte of the body came for " + options.bodyTimeout().toMillis() + " ms"));
            }
        } else if (parser.isInHead() || (!recognised && hasKept())) {
            if (now - headSince > options.headTimeout().toNanos()) {
                refuse(new HttpFault(
                        408,
                        "the head took longer than " + options.headTimeout().toMillis() + " ms"));
            }
        } else if (!server.isBusy()
                && now - Math.max(idleSince, lastRead()) > options.idleTimeout().toNanos()) {
            close();
        }
    }

    private boolean recognise(byte[] bytes, int from, int to) {
        Opening opening = Opening.of(bytes, from, to);
        headSince = headSince == 0 ? lastRead() : headSince;
        if (opening == Opening.HTTP2 || opening == Opening.TLS) {
            LOG.log(Level.DEBUG, () -> this + " speaks " + opening + ", which is refused");
            refuse(opening.refusal());
            return false;
        }
        recognised = opening == Opening.HTTP1;
        return recognised;
    }

    private int request(byte[] bytes, int from, int to) throws HttpFault {
        if (parser.isBetweenMessages()) {
            headSince = lastRead();
        }
        int position = parser.parse(bytes, from, to);
        if (parser.isComplete()) {
            lastRequest = !parser.keepsConnection();
            continueSaid = false;
            server.frame(parser.headers(), parser.takeBody());
            parser.next();
            if (lastRequest && !server.isBusy()) {
                close();
            }
        } else if (parser.isInBody() && parser.expectsContinue() && !continueSaid) {
            continueSaid = true;
            writeRaw(CONTINUE);
        }
        return position;
    }

    private void idle() {
        idleSince = System.nanoTime();
        if (lastRequest) {
            close();
        }
    }

    /** Answers what is no request, or ends the stream that it was to be a message of. */
    private void refuse(HttpFault fault) {
        LOG.log(Level.DEBUG, () -> this + " is refused: " + fault.status() + " " + fault.what());
        if (server.fail(fault.status(), fault.what())) {
            refuse(NOTHING);
        } else {
            refuse(Refusal.of(fault));
        }
    }

    /** Answers and closes, but reads on for a moment: a client that is still writing would else lose the answer to a reset. */
    private void refuse(byte[] answer) {
        if (!refused) {
            refused = true;
            refusedAt = System.nanoTime();
            writeRaw(answer);
            stopWorking();
            shutdownOutput();
        }
    }
}
