package io.micro4j.transport.net;

import io.micro4j.transport.tls.HandshakeFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What both ends of a connection have in common: bytes come in, are kept while nobody takes them, and go out in batches.
 *
 * <p>Input that nobody takes is read on up to a bound, so that the peer's leaving is seen; beyond it the peer has to wait.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails closes the connection, which is told
public abstract class Connection extends ChannelInboundHandlerAdapter implements Loop.Timed {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final int MOST_KEPT = 64 * 1024;
    private static final int BATCH = 64 * 1024;
    /** A frame that long is one of many, mostly: the batch gets all its room at once, since growing copies it each time. */
    private static final int LARGE = 16 * 1024;

    private static final int SLACK = 512;
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
    private boolean heard;
    private @Nullable ByteBuf batch;
    private @Nullable Throwable cause;

    private long lastRead;
    private long lastPending;
    private long lastProgress;
    private long writingSince;

    /** Returns a connection without a channel. */
    protected Connection(Loop loop, long writeTimeoutNanos) {
        this.loop = loop;
        this.writeTimeoutNanos = writeTimeoutNanos;
    }

    /** Reads bytes as long as {@link #mayWork} and returns the position behind them. */
    protected abstract int work(byte[] bytes, int from, int to);

    /** The connection is closed. Told once. */
    protected abstract void closed();

    /** The peer takes bytes again, or not any more. */
    protected void writabilityChanged() {}

    /** All that came in one go has been worked on, and nothing of it has been flushed yet. */
    protected void readComplete() {}

    /** The calls of a {@link CallQueue} have worked, and nothing of it has been flushed yet. */
    protected void worked() {}

    /** Returns who is at the other end, as {@code host:port}. */
    public abstract String peer();

    /** Returns the loop on which everything happens. */
    protected final Loop loop() {
        return loop;
    }

    /** Reads and writes {@code channel} from now on. */
    protected final void attach(Channel channel) {
        this.channel = channel;
        kept = NOTHING;
        keptFrom = 0;
        keptTo = 0;
        paused = false;
        closing = false;
        heard = false;
        cause = null;
        lastRead = System.nanoTime();
        loop.add(this);
    }

    /** Has nothing more to do with the channel that it had, which is closed. */
    protected final void detach() {
        closeNow();
        channel = null;
        forgetBatch();
        loop.remove(this);
    }

    /** Returns what to say of a peer that never answered in {@code language}. */
    protected final String mute(String language) {
        return "it does not answer in " + language
                + (loop.options().tls() == null ? ". Does it want TLS, MICRO_TLS=true?" : "");
    }

    /** Returns whether bytes can be sent. */
    protected final boolean isOpen() {
        Channel current = channel;
        return current != null && current.isActive() && !closing;
    }

    /** Returns whether bytes that came are to be worked on. */
    protected final boolean mayWork() {
        return !paused && !closing;
    }

    /** Returns whether bytes came that wait to be worked on. */
    protected final boolean hasKept() {
        return keptFrom < keptTo;
    }

    /** Returns when bytes last came, or the connection was opened. */
    protected final long lastRead() {
        return lastRead;
    }

    /** Returns why the connection failed; null if it did not, or if nobody knows. */
    protected final @Nullable Throwable cause() {
        return cause;
    }

    /** Returns whether bytes wait for the peer to take them. */
    protected final boolean isWriting() {
        Channel current = channel;
        ChannelOutboundBuffer buffer = current == null ? null : current.unsafe().outboundBuffer();
        return batch != null || (buffer != null && buffer.totalPendingWriteBytes() > 0);
    }

    /** Runs {@code task} on the loop. For every thread. */
    public final void execute(Runnable task) {
        try {
            loop.executor().execute(task);
        } catch (RejectedExecutionException e) {
            task.run(); // the loop is gone, and with it every call but those that never began
        }
    }

    /** Returns whether the current thread is the loop's. For every thread. */
    public final boolean isOnThread() {
        return loop.executor().inEventLoop();
    }

    /** Returns where bytes are collected that are to be sent, with room for {@code more}; null if there is nobody to send them to. */
    protected final @Nullable ByteBuf outgoing(int more) {
        Channel current = channel;
        if (current == null || closing || !current.isActive()) {
            return null; // the end of each call says so
        }
        ByteBuf target = batch;
        if (target == null) {
            target = current.alloc().directBuffer(SLACK + (more > LARGE ? Math.max(more, BATCH) : more));
            batch = target;
        }
        return target;
    }

    /** Hands on what was collected, if that is much. */
    protected final void collected() {
        ByteBuf full = batch;
        if (full != null && full.readableBytes() >= BATCH) {
            writeBatch();
        }
    }

    /** Sends {@code bytes} as they are. */
    protected final void writeRaw(byte[] bytes) {
        Channel current = channel;
        if (current != null) {
            writeBatch();
            current.write(current.alloc().directBuffer(bytes.length).writeBytes(bytes), current.voidPromise());
            flush();
        }
    }

    /** Returns whether the peer takes bytes. */
    public final boolean isWritable() {
        Channel current = channel;
        return current != null && current.isWritable();
    }

    /** Sends what was written, now or once what has come in is worked through. */
    public final void flush() {
        if (reading) {
            flushNeeded = true;
        } else {
            flushNow();
        }
    }

    /** Works on no more bytes. The end of the connection is still told. */
    public final void pause() {
        paused = true;
    }

    /** Works on bytes again, perhaps before this returns. */
    public final void resume() {
        if (paused) {
            paused = false;
            lastRead = System.nanoTime(); // the peer was not asked for bytes in between
            if (!working) {
                workOnKept();
            }
        }
    }

    /** Closes after what was written. */
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
    protected final void stopWorking() {
        closing = true;
    }

    /** Closes without waiting for what is still to be written. */
    protected final void closeNow() {
        Channel current = channel;
        if (current != null) {
            closing = true;
            current.close();
        }
    }

    /** Says that no byte follows, after what was written, and reads on. */
    protected final void shutdownOutput() {
        Channel current = channel;
        if (current instanceof DuplexChannel duplex) {
            flushNow();
            SslHandler ssl = current.pipeline().get(SslHandler.class);
            if (ssl != null) {
                ssl.closeOutbound();
                return;
            }
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
            heard = true;
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
        readComplete();
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
    public final void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        failed(thrown);
    }

    /** Closes, because of {@code thrown}. */
    final void failed(Throwable thrown) {
        Throwable failure =
                thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
        HandshakeFailure refused = heard ? null : HandshakeFailure.late(failure, peer());
        cause = refused == null ? failure : refused;
        if (cause instanceof IOException) {
            LOG.log(Level.DEBUG, () -> this + " failed: " + cause);
        } else {
            LOG.log(Level.ERROR, this + " is closed because of a bug", failure);
        }
        closeNow();
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
