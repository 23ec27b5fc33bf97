package io.micro4j.transport.http;

import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.mucp.Headers;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop, with what its connections share, and the look at the clock that they need. For the loop's thread, but for {@link #executor}. */
final class Loop {
    private final EventLoop executor;
    private final long tickNanos;
    private final MessageWriter writer = new MessageWriter();
    private final ReadBuffer readBuffer = new ReadBuffer();
    private final StringCache strings = new StringCache();
    private final Headers headers = new Headers();
    private final Set<Timed> timed = new HashSet<>();
    private @Nullable Future<?> ticking;

    /** A connection, with limits in time. */
    interface Timed {
        /** Looks at the clock. */
        void tick(long now);

        /** Ends what goes on and closes. */
        void shutDown(String why);
    }

    Loop(EventLoop executor, TransportOptions options) {
        this.executor = executor;
        this.tickNanos = tick(options);
    }

    EventLoop executor() {
        return executor;
    }

    boolean isClosed() {
        return executor.isShuttingDown();
    }

    MessageWriter writer() {
        return writer;
    }

    StringCache strings() {
        return strings;
    }

    /** Returns headers for whoever writes next, empty. */
    Headers headers() {
        headers.clear();
        return headers;
    }

    void readInto(Channel channel) {
        channel.config().setRecvByteBufAllocator(readBuffer);
    }

    void add(Timed connection) {
        timed.add(connection);
        if (ticking == null) {
            ticking = executor.scheduleWithFixedDelay(this::tick, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
        }
    }

    void remove(Timed connection) {
        timed.remove(connection);
        if (timed.isEmpty() && ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    void shutDown(String why) {
        new ArrayList<>(timed).forEach(connection -> connection.shutDown(why));
    }

    private void tick() {
        long now = System.nanoTime();
        new ArrayList<>(timed).forEach(connection -> connection.tick(now));
    }

    /** Returns how often to look, so that the shortest limit is kept within a quarter of itself. */
    private static long tick(TransportOptions options) {
        long shortest = Long.MAX_VALUE;
        for (Duration limit : new Duration[] {
            options.headTimeout(),
            options.bodyTimeout(),
            options.idleTimeout(),
            options.writeTimeout(),
            options.poolTtl()
        }) {
            shortest = Math.min(shortest, limit.toNanos());
        }
        return Math.max(TimeUnit.MILLISECONDS.toNanos(5), Math.min(TimeUnit.SECONDS.toNanos(1), shortest / 4));
    }
}
