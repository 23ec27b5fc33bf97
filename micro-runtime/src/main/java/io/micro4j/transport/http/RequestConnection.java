package io.micro4j.transport.http;

import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.net.Addresses;
import io.micro4j.transport.net.Loop;
import io.micro4j.transport.net.Protocol;
import io.netty.channel.Channel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** One connection of a server: reads requests within limits of size and time, and refuses what is none. */
abstract class RequestConnection extends Protocol.Served {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final byte[] NOTHING = {};
    private static final byte[] CONTINUE = MessageWriter.ascii("HTTP/1.1 100 Continue\r\n\r\n");
    /** 1 KiB a second: a body that comes more slowly than that, once its time is over, is cut off. */
    private static final long LONGEST_FOR_A_BYTE = TimeUnit.SECONDS.toNanos(1) / 1024;

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TransportOptions options;
    private final RequestParser parser;
    private final String peer;

    private boolean lastRequest;
    private boolean draining;
    private boolean hearsGoodbye;
    private boolean continueSaid;
    private boolean refused;
    private long refusedAt;
    private long headSince;
    private boolean waitsForBody;
    private long waitedForBody;
    private long lastTick;
    private long idleSince;

    RequestConnection(Channel channel, Loop loop, TransportOptions options, Runnable closed) {
        super(loop, options.writeTimeout().toNanos(), channel, closed);
        this.options = options;
        this.parser = new RequestParser(Limits.of(options), loop.strings());
        this.peer = Addresses.text(channel.remoteAddress());
        this.idleSince = System.nanoTime();
    }

    /** Takes the request that {@code parser} has completed; its headers are read before this returns. */
    abstract void take(RequestParser parser);

    /** Returns whether a request that was taken is not answered yet. */
    abstract boolean isBusy();

    /** What came after the request that is not answered yet is none: ends that with an error. Returns false if there is no such request. */
    abstract boolean fail(int status, String what);

    /** Closes after what was written, if the client wants no further request. To be called once a request is answered. */
    final void idle() {
        idleSince = System.nanoTime();
        if (lastRequest) {
            close();
        }
    }

    /** Returns whether the client is to be told, with the next reply, that it gets no further one. */
    final boolean isLeaving() {
        return draining && hearsGoodbye;
    }

    /**
     * Lets go of a client that does not wait for a reply. Go-micro's, which says who it is, stays: it would take a goodbye for the answer to its next
     * call, and not try another node.
     */
    @Override
    protected final void drain() {
        draining = true;
        if (hearsGoodbye && !isBusy() && mayWork() && parser.isBetweenMessages() && !hasKept()) {
            refuse(Goodbye.bytes());
        }
    }

    @Override
    public final String peer() {
        return peer;
    }

    @Override
    protected final int work(byte[] bytes, int from, int to) {
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
    public final void tick(long now) {
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
        } else if (!isBusy()
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
            hearsGoodbye = !parser.saysWho();
            continueSaid = false;
            waitsForBody = false;
            take(parser);
            parser.next();
            if (lastRequest && !isBusy()) {
                close();
            }
        } else if (parser.isInBody() && parser.expectsContinue() && !continueSaid) {
            continueSaid = true;
            writeRaw(CONTINUE);
        }
        return position;
    }

    /** Answers what is no request, or ends the stream that it was to be a message of. */
    private void refuse(HttpFault fault) {
        LOG.log(Level.DEBUG, () -> this + " is refused: " + fault.status() + " " + fault.what());
        if (fail(fault.status(), fault.what())) {
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
