package io.micro4j.transport.http;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.mucp.MucpServer;
import io.micro4j.transport.mucp.Pipe;
import io.micro4j.transport.net.Addresses;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.net.Protocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** One connection of a server: requests become frames, frames become responses that need not answer one request each. */
final class ServerConnection extends Protocol.Served implements Pipe {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final byte[] NOTHING = {};
    private static final byte[] CONTINUE = MessageWriter.ascii("HTTP/1.1 100 Continue\r\n\r\n");
    /** 1 KiB a second: a body that comes more slowly than that, once its time is over, is cut off. */
    private static final long LONGEST_FOR_A_BYTE = TimeUnit.SECONDS.toNanos(1) / 1024;

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TransportOptions options;
    private final MucpServer server;
    private final RequestParser parser;
    private final FrameWriter writer;
    private final String peer;

    private boolean lastRequest;
    private boolean continueSaid;
    private boolean refused;
    private long refusedAt;
    private long headSince;
    private boolean waitsForBody;
    private long waitedForBody;
    private long lastTick;
    private long idleSince;

    ServerConnection(Channel channel, Loop loop, TransportOptions options, Acceptor acceptor, Runnable closed) {
        super(loop, options.writeTimeout().toNanos(), channel, closed);
        this.options = options;
        this.server = new MucpServer(this, acceptor, this::idle);
        this.parser = new RequestParser(Limits.of(options), loop.strings());
        this.writer = FrameWriter.of(loop);
        this.peer = Addresses.text(channel.remoteAddress());
        this.idleSince = System.nanoTime();
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    protected int work(byte[] bytes, int from, int to) {
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
    public Headers headers() {
        return writer.emptyHeaders();
    }

    @Override
    public void write(Headers headers, Encoded body) {
        ByteBuf target = outgoing(body.size());
        if (target != null) {
            writer.messages().response(headers, body, target);
            collected();
        }
    }

    @Override
    protected void writabilityChanged() {
        if (isWritable()) {
            server.writable();
        }
    }

    @Override
    protected void lost() {
        server.closed();
    }

    @Override
    public void shutDown(String why) {
        server.fail(499, why);
        close();
    }

    @Override
    public void tick(long now) {
        super.tick(now);
        boolean wasWaiting = waitsForBody;
        waitsForBody = !refused && mayWork() && parser.isInBody();
        waitedForBody = wasWaiting && waitsForBody ? waitedForBody + now - lastTick : 0;
        lastTick = now;
        if (refused) {
            if (now - refusedAt > LINGER_NANOS) {
                closeNow();
            }
        } else if (!mayWork()) {
            return; // the peer waits for us
        } else if (parser.isInBody()) {
            waitForBody(now);
        } else if (parser.isInHead()) {
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

    private void waitForBody(long now) {
        long patience = options.bodyTimeout().toNanos();
        if (now - lastRead() > patience) {
            refuse(new HttpFault(408, "no byte of the body came for " + millis(patience)));
        } else if (waitedForBody > patience + parser.bodyBytes() * LONGEST_FOR_A_BYTE) {
            refuse(new HttpFault(
                    408,
                    "after " + millis(waitedForBody) + " only " + parser.bodyBytes() + " bytes of the body had come"));
        }
    }

    private static String millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
    }

    private int request(byte[] bytes, int from, int to) throws HttpFault {
        if (parser.isBetweenMessages()) {
            headSince = lastRead();
        }
        int position = parser.parse(bytes, from, to);
        if (parser.isComplete()) {
            lastRequest = !parser.keepsConnection();
            continueSaid = false;
            waitsForBody = false;
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
