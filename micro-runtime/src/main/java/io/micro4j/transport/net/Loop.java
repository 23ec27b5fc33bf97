package io.micro4j.transport.net;

import io.micro4j.transport.TransportOptions;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One event loop, with what its connections share, and the look at the clock that they need. For the loop's thread, but for {@link #executor}. */
public final class Loop {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");

    private final EventLoop executor;
    private final TransportOptions options;
    private final long tickNanos;
    private final ReadBuffer readBuffer = new ReadBuffer();
    private final StringCache strings = new StringCache();
    private final Map<Class<?>, Object> shared = new ConcurrentHashMap<>();
    private final Set<Timed> timed = new HashSet<>();
    private @Nullable Future<?> ticking;

    /** A connection, with limits in time. */
    public interface Timed {
        /** Looks at the clock. */
        void tick(long now);

        /** Ends what goes on and closes. */
        void shutDown(String why);
    }

    Loop(EventLoop executor, TransportOptions options) {
        this.executor = executor;
        this.options = options;
        this.tickNanos = tick(options);
    }

    /** Returns the thread. For every thread. */
    public EventLoop executor() {
        return executor;
    }

    /** Returns the limits that hold for every connection. */
    public TransportOptions options() {
        return options;
    }

    /** Returns whether nothing is run any more. */
    public boolean isClosed() {
        return executor.isShuttingDown();
    }

    /** Returns the one {@code type} that the connections of this loop share, made at first use. For every thread: a client's are made by callers. */
    public <T> T shared(Class<T> type, Supplier<T> maker) {
        return type.cast(shared.computeIfAbsent(type, first -> maker.get()));
    }

    /** Returns what makes strings of bytes. */
    public StringCache strings() {
        return strings;
    }

    /** Lets {@code channel} read into the buffer of this loop, unless something keeps what it reads. */
    public void readInto(Channel channel) {
        if (channel.pipeline().get(SslHandler.class) == null) {
            channel.config().setRecvByteBufAllocator(readBuffer);
        }
    }

    /** Lets {@code connection} look at the clock from now on. */
    public void add(Timed connection) {
        timed.add(connection);
        if (ticking == null) {
            ticking = executor.scheduleWithFixedDelay(this::tick, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Forgets {@code connection}. */
    public void remove(Timed connection) {
        timed.remove(connection);
        if (timed.isEmpty() && ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    /** Ends every connection. */
    void shutDown(String why) {
        new ArrayList<>(timed).forEach(connection -> connection.shutDown(why));
    }

    private void tick() {
        long now = System.nanoTime();
        for (Timed connection : new ArrayList<>(timed)) {
            try {
                connection.tick(now);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, connection + " has failed to look at the clock because of a bug", e);
            }
        }
    }

    /** Returns how often to look, so that the shortest limit is kept within a quarter of itself. */
    private static long tick(TransportOptions options) {
        long shortest = Long.MAX_VALUE;
        for (Duration limit : new Duration[] {
            options.headTimeout(),
            options.bodyTimeout(),
            options.idleTimeout(),
            options.writeTimeout(),
            options.keepAlive(),
            options.poolTtl()
        }) {
            shortest = Math.min(shortest, limit.toNanos());
        }
        return Math.max(TimeUnit.MILLISECONDS.toNanos(5), Math.min(TimeUnit.SECONDS.toNanos(1), shortest / 4));
    }
}
