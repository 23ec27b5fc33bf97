package io.micro4j.transport.http;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.CallerIo;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.mucp.ClientPipe;
import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.mucp.PipeFailure;
import io.micro4j.transport.mucp.Word;
import io.micro4j.transport.net.StringCache;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client, lent to one unary call at a time, whose bytes the thread that waits for the call moves. Another thread may only leave
 * work here ({@link #execute}) and wake that one.
 *
 * <p>What {@link ClientConnection} is on a loop; the rules of what may be used again, and of what proves that nothing was sent, are the same.
 */
final class CallerConnection implements ClientPipe, CallerIo, ConnectionPool.Pooled {
    /** Measured with 64 callers of a Go server: half of the processor time, and a third more calls; more than three gained nothing. */
    private static final int YIELDS = 3;

    private final String address;
    private final byte[] host;
    private final TransportOptions options;
    private final CallerConnections owner;
    private final ClientFailures failures;
    private final CallerChannel channel;
    private final ResponseParser parser;
    private final MessageWriter writer = new MessageWriter();
    private final Headers headers = new Headers();

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(2); // guarded by itself
    private volatile @Nullable Thread driver;
    private volatile @Nullable String shutDownReason;

    private @Nullable User user;
    private boolean given;
    private boolean reusable;
    private boolean wrote;
    private boolean leaving;
    private int frames;

    CallerConnection(String address, InetSocketAddress target, TransportOptions options, CallerConnections owner)
            throws IOException {
        this.address = address;
        this.host = address.getBytes(StandardCharsets.UTF_8);
        this.options = options;
        this.owner = owner;
        this.failures = new ClientFailures(address);
        this.channel = new CallerChannel(target, options);
        this.parser = new ResponseParser(Limits.of(options), new StringCache());
    }

    /** Belongs to a call of the current thread from now on. */
    void lend() {
        synchronized (tasks) {
            driver = Thread.currentThread();
        }
        user = null;
        given = false;
        reusable = false;
        wrote = false;
        frames = 0;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String peer() {
        return address;
    }

    /** Work of a call that has given this back already, which may still ask for its reply, is done by whoever is here. */
    @Override
    public void execute(Runnable task) {
        Thread busy;
        synchronized (tasks) {
            busy = driver;
            if (busy != null) {
                tasks.addLast(task);
            }
        }
        if (busy == null) {
            task.run();
        } else if (busy != Thread.currentThread()) {
            channel.wakeUp();
        }
    }

    @Override
    public boolean isOnThread() {
        return Thread.currentThread() == driver;
    }

    @Override
    public boolean drive(long nanos) {
        long until = System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2);
        try {
            while (!runTasks()) {
                long left = until - System.nanoTime();
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    return true;
                }
                step(left);
            }
        } catch (HttpFault fault) {
            fail(failures.unreadable(fault));
        } catch (IOException e) {
            fail(channel.isConnected() ? failures.brokenOff(frames, parser, wrote, e) : failures.unreachable(e));
        } catch (RuntimeException | Error e) {
            close(); // a receiver's, which has nobody to tell it to but its own thread
            throw e;
        }
        if (!given) {
            return true;
        }
        giveBack();
        return false;
    }

    /** Returns whether the call is over. */
    private boolean runTasks() {
        while (!given) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.pollFirst();
            }
            if (task == null) {
                break;
            }
            task.run();
        }
        String why = shutDownReason;
        if (user != null && why != null) {
            fail(channel.isConnected() ? failures.shutDown(why, wrote, null) : failures.unreachable(why, null));
        }
        return given;
    }

    /** Goes on with the call, having waited for {@code nanos} at most. */
    private void step(long nanos) throws IOException, HttpFault {
        User current = user;
        if (current == null) {
            channel.await(nanos); // the request is still to come
        } else if (!channel.isConnected()) {
            if (channel.connect(nanos)) {
                current.opened();
            }
        } else {
            write();
            if (!given) {
                channel.await(nanos);
                read();
                readRest();
            }
        }
    }

    /**
     * Lets others run while only a part of the reply is there. Go's net/http writes each name and each value of a head by itself, some 40 writes a
     * reply, and a thread that waits is woken for each.
     */
    @SuppressWarnings("ThreadPriorityCheck") // right without it, too, and then slower
    private void readRest() throws IOException, HttpFault {
        for (int i = 0; i < YIELDS && !given && !parser.isBetweenMessages(); i++) {
            Thread.yield();
            read();
        }
    }

    private void write() throws IOException, HttpFault {
        try {
            channel.write();
        } catch (IOException e) {
            read(); // a peer may answer before it leaves
            if (!given) {
                throw e;
            }
        }
    }

    private void read() throws IOException, HttpFault {
        int length;
        do {
            length = channel.read();
            if (length < 0) {
                ended();
            } else {
                work(channel.bytes(), length);
            }
        } while (!given && length == channel.bytes().length);
    }

    private void work(byte[] bytes, int length) throws HttpFault {
        int position = 0;
        while (position < length && !parser.isComplete()) {
            position = parser.parse(bytes, position, length);
        }
        if (parser.isComplete()) {
            leaving |= Goodbye.isBegunBy(bytes, position, length);
            response(position < length && !leaving);
        }
    }

    /** The peer closed: what it said before may only end now. */
    private void ended() throws HttpFault {
        if (parser.inputEnded()) {
            response(false);
        }
        if (!given) {
            fail(failures.brokenOff(frames, parser, wrote, null));
        }
    }

    private void response(boolean moreFollows) {
        User current = user;
        if (current == null) {
            return;
        }
        frames++;
        Body body = parser.takeBody();
        if (moreFollows) {
            fail(failures.answeredTwice());
        } else if (parser.status() != 200 && parser.headers().get(Word.ERROR) == null) {
            fail(failures.refused(parser, body));
        } else {
            current.frame(parser.headers(), body);
        }
    }

    @Override
    public void start(User user, boolean oneReply) {
        this.user = user;
        parser.next();
        if (channel.isQuiet() && !isOld(System.nanoTime())) {
            user.opened();
            return;
        }
        leaving = false;
        if (!owner.opening(this)) {
            fail(failures.unreachable("the transport is closed", null));
            return;
        }
        try {
            channel.open();
        } catch (IOException e) {
            fail(failures.unreachable(e));
            return;
        }
        if (channel.isConnected()) {
            user.opened();
        }
    }

    /** Noted only: what is told of the reply may still be read from here. */
    @Override
    public void done(boolean reusable) {
        user = null;
        given = true;
        this.reusable = reusable;
    }

    @Override
    public Headers headers() {
        headers.clear();
        return headers;
    }

    @Override
    public void write(Headers headers, Encoded body) {
        channel.send(writer.request(host, headers, body));
        wrote = true;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void flush() {
        // the next step writes
    }

    @Override
    public void pause() {
        // there is one reply, and the call that it is for
    }

    @Override
    public void resume() {
        // never paused
    }

    @Override
    public void close() {
        channel.close();
        owner.closed(this);
    }

    /** Ends the call that goes on here. For every thread. */
    void shutDown(String why) {
        shutDownReason = why;
        channel.wakeUp();
    }

    /** Closes, while idle, if it is too old or its peer has closed. Returns whether it did. */
    boolean closeIfOver(long now) {
        if (!isOld(now) && channel.isQuiet()) {
            return false;
        }
        close();
        return true;
    }

    private void giveBack() {
        Runnable rest;
        do {
            synchronized (tasks) {
                rest = tasks.pollFirst();
                driver = rest == null ? null : driver;
            }
            if (rest != null) {
                rest.run();
            }
        } while (rest != null);
        writer.forget();
        boolean clean = reusable
                && !leaving
                && channel.isConnected()
                && !channel.hasUnsent()
                && (frames == 0 || parser.keepsConnection());
        if (!clean || !owner.give(this)) {
            close();
        }
    }

    private boolean isOld(long now) {
        return now - channel.connectedAt() > options.poolTtl().toNanos();
    }

    private void fail(PipeFailure why) {
        User current = user;
        if (current != null) {
            done(false);
            current.broken(why);
        }
    }

    @Override
    public String toString() {
        return "CallerConnection[" + address + "]";
    }
}
