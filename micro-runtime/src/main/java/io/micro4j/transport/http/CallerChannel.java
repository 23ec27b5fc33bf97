package io.micro4j.transport.http;

import io.micro4j.transport.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link CallerConnection}: a socket that never blocks, and a selector of its own, in which its thread waits for it, for work or for
 * an interrupt. For one thread at a time, but for {@link #wakeUp}.
 */
final class CallerChannel {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int READ = 8 * 1024;
    /** The most given to the operating system at once: the JDK keeps a copy of that size for each thread. */
    private static final int WRITTEN = 64 * 1024;

    private final InetSocketAddress target;
    private final long dialNanos;
    private final long writeNanos;
    private final Selector selector;
    private final byte[] bytes = new byte[READ];
    private final ByteBuffer in = ByteBuffer.wrap(bytes);

    private @Nullable SocketChannel socket;
    private @Nullable SelectionKey key;
    private boolean connected;
    private long since; // when it began to connect, or had connected
    private ByteBuffer unsent = NOTHING;
    private long progress; // when a byte of unsent was last taken

    CallerChannel(InetSocketAddress target, TransportOptions options) throws IOException {
        this.target = target;
        this.dialNanos = options.dialTimeout().toNanos();
        this.writeNanos = options.writeTimeout().toNanos();
        this.selector = Selector.open();
    }

    /** Ends the waiting of the thread that does, or of the next. For every thread. */
    void wakeUp() {
        selector.wakeup();
    }

    /** Begins to connect, anew if it was connected. */
    void open() throws IOException {
        closeSocket();
        SocketChannel opened = SocketChannel.open();
        socket = opened;
        since = System.nanoTime();
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        boolean atOnce = opened.connect(target);
        key = opened.register(selector, atOnce ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
        connected = atOnce;
    }

    boolean isConnected() {
        return connected;
    }

    /** Returns when it was connected, in the time of {@link System#nanoTime}. */
    long connectedAt() {
        return since;
    }

    /** Returns whether it is connected, having waited for {@code nanos} at most. */
    boolean connect(long nanos) throws IOException {
        SocketChannel opened = socket;
        if (opened == null) {
            throw new IOException("closed");
        }
        long left = dialNanos - (System.nanoTime() - since);
        if (left <= 0) {
            throw new SocketTimeoutException(
                    "connection timed out after " + TimeUnit.NANOSECONDS.toMillis(dialNanos) + " ms");
        }
        await(SelectionKey.OP_CONNECT, Math.min(left, nanos));
        connected = opened.finishConnect();
        if (connected) {
            since = System.nanoTime();
        }
        return connected;
    }

    /** Takes {@code message}, to be written next; it must not change meanwhile. */
    void send(ByteBuffer message) {
        unsent = message;
        progress = System.nanoTime();
    }

    boolean hasUnsent() {
        return unsent.hasRemaining();
    }

    /** Writes as much as is taken at once. */
    void write() throws IOException {
        SocketChannel open = socket;
        int end = unsent.limit();
        int written = 1;
        while (open != null && written > 0 && unsent.hasRemaining()) {
            unsent.limit(Math.min(end, unsent.position() + WRITTEN));
            try {
                written = open.write(unsent);
            } finally {
                unsent.limit(end);
            }
            if (written > 0) {
                progress = System.nanoTime();
            }
        }
        if (!unsent.hasRemaining()) {
            unsent = NOTHING;
        }
    }

    /** Waits for bytes, for room for those that are still to be written, or to be woken. */
    void await(long nanos) throws IOException {
        if (!hasUnsent()) {
            await(SelectionKey.OP_READ, nanos);
            return;
        }
        long left = writeNanos - (System.nanoTime() - progress);
        if (left <= 0) {
            throw new SocketTimeoutException(
                    "the peer took no byte for " + TimeUnit.NANOSECONDS.toMillis(writeNanos) + " ms");
        }
        await(SelectionKey.OP_READ | SelectionKey.OP_WRITE, Math.min(left, nanos));
    }

    /** Reads what is there, into the start of {@link #bytes}. Returns how many bytes that are; -1 if the peer says that none will follow. */
    int read() throws IOException {
        SocketChannel open = socket;
        in.clear();
        return open == null ? -1 : open.read(in);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Returns whether it is connected, and the peer has said nothing, as it should while it is not asked. */
    boolean isQuiet() {
        try {
            return connected && read() == 0;
        } catch (IOException e) {
            return false; // broken
        }
    }

    /** Closes for good. */
    void close() {
        try (selector) {
            closeSocket();
        } catch (IOException e) {
            // there is nothing left that could be done with it
        }
    }

    private void closeSocket() throws IOException {
        SocketChannel open = socket;
        socket = null;
        connected = false;
        unsent = NOTHING;
        if (open != null) {
            open.close();
            selector.selectNow(CallerChannel::ready); // gives its descriptor back
        }
    }

    private void await(int operations, long nanos) throws IOException {
        SelectionKey current = key;
        if (socket != null && current != null && current.interestOps() != operations) {
            current.interestOps(operations);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
        selector.select(CallerChannel::ready, Math.min(millis, TimeUnit.HOURS.toMillis(1)));
    }

    /** Nothing is to be done for the key: there is one, and what it is ready for is tried. */
    private static void ready(SelectionKey key) {}
}
