package io.micro4j.transport.net;

import io.micro4j.transport.TransportOptions;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The event loops of one transport. Safe for use by many threads. */
public final class Loops {
    private static final long PATIENCE_SECONDS = 5;

    private final EventLoopGroup group;
    private final List<Loop> loops = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    Loops(TransportOptions options) {
        group = new MultiThreadIoEventLoopGroup(options.ioThreads(), new IoThreads(), NioIoHandler.newFactory());
        for (EventExecutor executor : group) {
            loops.add(new Loop((EventLoop) executor, options));
        }
    }

    EventLoopGroup group() {
        return group;
    }

    /** Returns the loops in turn. */
    public Loop next() {
        return loops.get((next.getAndIncrement() & Integer.MAX_VALUE) % loops.size());
    }

    Loop of(EventLoop executor) {
        for (Loop loop : loops) {
            if (loop.executor() == executor) {
                return loop;
            }
        }
        throw new IllegalArgumentException("No loop of this transport runs on " + executor);
    }

    /** Returns whether the current thread is one of the loops'. */
    public boolean isOneOfThem() {
        return loops.stream().anyMatch(loop -> loop.executor().inEventLoop());
    }

    /** Ends every connection and, unless it is called by one of them, waits for the threads. */
    void close() {
        for (Loop loop : loops) {
            if (!loop.executor().isShuttingDown()) {
                loop.executor().execute(() -> loop.shutDown("the transport was closed"));
            }
        }
        var unused = group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!isOneOfThem()) {
            group.terminationFuture().awaitUninterruptibly(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
