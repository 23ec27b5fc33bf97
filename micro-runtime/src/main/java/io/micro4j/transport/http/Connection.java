package io.micro4j.transport.http;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.mucp.Pipe;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What both ends of a connection have in common: bytes come in, are kept while nobody takes them, and go out in batches.
 *
 * <p>Input that nobody takes is read on up to a bound, so that the peer's leaving is seen; beyond it the peer has to wait.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails closes the connection, which is told
abstract class Connection extends ChannelInboundHandlerAdapter implements Pipe, Loop.Timed {
    private static final int MOST_KEPT = 64 * 1024;
    private static final int BATCH = 64 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final Loop loop;
    private final long writeTimeoutNanos;

    private @Nullable Channel channel;
    private byte[] kept = NOTHING;
    private int keptFrom;
    private int keptTo;
    private boolean paused;
    private boolean working;
    private boolean reading;
    private boolean flushNeeded;
    private boolean closing;
    private @Nullable ByteBuf batch;

    private long lastRead;
    private long lastPending;
    private long lastProgress;
    private long writingSince;

    Connection(Loop loop, long writeTimeoutNanos) {
        this.loop = loop;
        this.writeTimeoutNanos = writeTimeoutNanos;
    }

    /** Reads bytes as long as {@link #mayWork} and returns the position behind them. */
    abstract int work(byte[] bytes, int from, int to);

    /** The connection is closed. Told once. */
    abstract void closed();

    /** Writes a frame into {@code target}. */
    abstract void write(Headers headers, Encoded body, ByteBuf target);

    /** The peer takes bytes again, or not any more. */
    abstract void writabilityChanged();

    final Loop loop() {
        return loop;
    }

    final void attach(Channel channel) {
        this.channel = channel;
        kept = NOTHING;
        keptFrom = 0;
        keptTo = 0;
        paused = false;
        closing = false;
        lastRead = System.nanoTime();
        loop.add(this);
    }

    /** Has nothing more to do with the channel that it had, which is closed. */
    final void detach() {
        closeNow();
        channel = null;
        forgetBatch();
        loop.remove(this);
    }

    final boolean isOpen() {
        Channel current = channel;
        return current != null && current.isActive() && !closing;
    }

    final boolean mayWork() {
        return !paused && !closing;
    }

    final boolean hasKept() {
        return keptFrom < keptTo;
    }

    /** Returns when bytes last came, or the connection was opened. */
    final long lastRead() {
        return lastRead;
    }

    /** Returns whether bytes wait for the peer to take them. */
    final boolean isWriting() {
        Channel current = channel;
        ChannelOutboundBuffer buffer = current == null ? null : current.unsafe().outboundBuffer();
        return batch != null || (buffer != null && buffer.totalPendingWriteBytes() > 0);
    }

    @Override
    public final void execute(Runnable task) {
        try {
            loop.executor().execute(task);
        } catch (RejectedExecutionException e) {
            task.run(); // the loop is gone, and with it every call but those that never began
        }
    }

    @Override
    public final boolean isOnThread() {
        return loop.executor().inEventLoop();
    }

    @Override
    public final Headers headers() {
        return loop.headers();
    }

    @Override
    public final void write(Headers headers, Encoded body) {
        Channel current = channel;
        if (current == null || closing || !current.isActive()) {
            return; // the end of the call says so
        }
        ByteBuf target = batch;
        if (target == null) {
            target = current.alloc().directBuffer(512 + body.size());
        }
        int before = target.writerIndex();
        try {
            write(headers, body, target);
        } catch (RuntimeException e) {
            target.writerIndex(before);
            batch = target;
            throw e;
        }
        batch = target;
        if (target.readableBytes() >= BATCH) {
            writeBatch();
        }
    }

    /** Sends {@code bytes} as they are. */
    final void writeRaw(byte[] bytes) {
        Channel current = channel;
        if (current != null) {
            writeBatch();
            current.write(current.alloc().directBuffer(bytes.length).writeBytes(bytes), current.voidPromise());
            flush();
        }
    }

    @Override
    public final boolean isWritable() {
        Channel current = channel;
        return current != null && current.isWritable();
    }

    @Override
    public final void flush() {
        if (reading) {
            flushNeeded = true;
        } else {
            flushNow();
        }
    }

    @Override
    public final void pause() {
        paused = true;
    }

    @Override
    public final void resume() {
        if (paused) {
            paused = false;
            lastRead = System.nanoTime(); // the peer was not asked for bytes in between
            if (!working) {
                workOnKept();
            }
        }
    }

    @Override
    public final void close() {
        Channel current = channel;
        if (current != null && !closing) {
            closing = true;
            writeBatch();
            if (isWriting()) {
                current.writeAndFlush(current.alloc().directBuffer(0)).addListener(ChannelFutureListener.CLOSE);
            } else {
                current.close();
            }
        }
    }

    /** Reads on, but forgets what comes, until the connection is closed. */
    final void stopWorking() {
        closing = true;
    }

    /** Closes without waiting for what is still to be written. */
    final void closeNow() {
        Channel current = channel;
        if (current != null) {
            closing = true;
            current.close();
        }
    }

    /** Says that no byte follows, after what was written, and reads on. */
    final void shutdownOutput() {
        Channel current = channel;
        if (current instanceof io.netty.channel.socket.DuplexChannel duplex) {
            flushNow();
            current.writeAndFlush(current.alloc().directBuffer(0))
                    .addListener((ChannelFutureListener) written -> duplex.shutdownOutput());
        }
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (context.channel() != channel) {
                return;
            }
            ByteBuf in = (ByteBuf) message;
            reading = true;
            lastRead = System.nanoTime();
            if (in.hasArray()) {
                take(in.array(), in.arrayOffset() + in.readerIndex(), in.arrayOffset() + in.writerIndex());
            } else {
                byte[] bytes = new byte[in.readableBytes()];
                in.readBytes(bytes);
                take(bytes, 0, bytes.length);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        if (flushNeeded) {
            flushNow();
        }
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext context) {
        writabilityChanged();
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        if (context.channel() == channel) {
            closing = true;
            reading = false;
            loop.remove(this);
            forgetBatch();
            closed();
        }
    }

    @Override
    public void tick(long now) {
        Channel current = channel;
        ChannelOutboundBuffer buffer = current == null ? null : current.unsafe().outboundBuffer();
        if (current == null || buffer == null) {
            return;
        }
        long pending = buffer.totalPendingWriteBytes();
        long progress = buffer.currentProgress();
        if (pending == 0 || lastPending == 0 || pending < lastPending || progress != lastProgress) {
            writingSince = now;
        } else if (now - writingSince > writeTimeoutNanos) {
            closeNow();
        }
        lastPending = pending;
        lastProgress = progress;
    }

    private void take(byte[] bytes, int from, int to) {
        if (hasKept() || !mayWork()) {
            keep(bytes, from, to);
            workOnKept();
        } else {
            working = true;
            try {
                int position = work(bytes, from, to);
                keep(bytes, position, to);
            } finally {
                working = false;
            }
        }
        readOn();
    }

    private void workOnKept() {
        if (mayWork() && hasKept()) {
            working = true;
            try {
                byte[] bytes = kept;
                keptFrom = work(bytes, keptFrom, keptTo);
            } finally {
                working = false;
            }
        }
        if (!hasKept()) {
            kept = NOTHING;
            keptFrom = 0;
            keptTo = 0;
        }
        readOn();
    }

    private void keep(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0 || closing) {
            return;
        }
        int size = keptTo - keptFrom;
        if (keptTo + length > kept.length) {
            byte[] larger = new byte[Math.max(512, size + length)];
            System.arraycopy(kept, keptFrom, larger, 0, size);
            kept = larger;
            keptFrom = 0;
            keptTo = size;
        }
        System.arraycopy(bytes, from, kept, keptTo, length);
        keptTo += length;
    }

    private void readOn() {
        Channel current = channel;
        if (current != null) {
            boolean room = keptTo - keptFrom < MOST_KEPT;
            if (current.config().isAutoRead() != room) {
                current.config().setAutoRead(room);
            }
        }
    }

    private void flushNow() {
        flushNeeded = false;
        Channel current = channel;
        if (current != null) {
            writeBatch();
            current.flush();
        }
    }

    private void forgetBatch() {
        ByteBuf rest = batch;
        if (rest != null) {
            batch = null;
            rest.release();
        }
    }

    private void writeBatch() {
        Channel current = channel;
        ByteBuf full = batch;
        if (full != null && current != null) {
            batch = null;
            if (full.isReadable()) {
                current.write(full, current.voidPromise());
            } else {
                full.release();
            }
        }
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + peer() + (isOpen() ? "" : ", closed") + "]";
    }
}
