package io.micro4j.broker.http;

import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps one subscription in the registry, with go-micro's times. A registry that fails is tried again. Safe for use by many threads. */
final class Lease implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.micro4j.broker");
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final long INTERVAL_SECONDS = 30;
    private static final long RETRY_SECONDS = 1;

    private final Registry registry;
    private final Place place;
    private final ScheduledExecutorService scheduler;
    private boolean failing;
    private boolean closed;

    Lease(Registry registry, Place place, ScheduledExecutorService scheduler) {
        this.registry = registry;
        this.place = place;
        this.scheduler = scheduler;
    }

    /** Registers now, and again and again from now on. */
    void start() {
        renew();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            registry.deregister(place.entry());
        } catch (RegistryException e) {
            LOG.log(
                    Level.WARNING,
                    "{0} could not be taken out of the registry {1}: {2}. It stays there for up to {3} s",
                    place.node(),
                    registry.name(),
                    e.getMessage(),
                    TTL.toSeconds());
        }
    }

    private synchronized void renew() {
        if (closed) {
            return;
        }
        try {
            registry.register(place.entry(), TTL);
            failing = false;
        } catch (RegistryException e) {
            LOG.log(
                    failing ? Level.DEBUG : Level.WARNING,
                    "Registry " + registry.name() + " does not take " + place.node()
                            + ", which gets no events until it does; it is tried again",
                    e);
            failing = true;
        }
        try {
            var unused = scheduler.schedule(this::renew, failing ? RETRY_SECONDS : INTERVAL_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.TRACE, "{0} renews no more", place.node());
        }
    }
}
