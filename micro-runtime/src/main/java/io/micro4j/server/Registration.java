package io.micro4j.server;

import io.micro4j.registry.Registry;
import io.micro4j.registry.ServiceEntry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

/**
 * Keeps one node in a registry: registers it, renews it, registers it again after the registry was away. Safe for use by many threads.
 *
 * <p>What fails is tried again after 1 s, 2 s, 4 s and so on up to the interval; the log hears of the first failure and of the recovery.
 */
final class Registration {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private final Registry registry;
    private final ServiceEntry entry;
    private final ServerOptions options;
    private final ScheduledExecutorService scheduler;
    private final DoubleSupplier random;
    private final Logger log;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean wanted;
    private volatile boolean registered;
    private boolean failing;
    private Duration retry = FIRST_RETRY;

    Registration(
            Registry registry,
            ServiceEntry entry,
            ServerOptions options,
            ScheduledExecutorService scheduler,
            DoubleSupplier random,
            Logger log) {
        this.registry = registry;
        this.entry = entry;
        this.options = options;
        this.scheduler = scheduler;
        this.random = random;
        this.log = log;
    }

    /** Registers now if that can be done, else later, and renews from then on. */
    void start() {
        lock.lock();
        try {
            wanted = true;
        } finally {
            lock.unlock();
        }
        renew();
    }

    /** Returns whether the registry took the node, and was not told to forget it since. */
    boolean isRegistered() {
        return registered;
    }

    /** Registers now, and from now on. */
    void register() {
        lock.lock();
        try {
            wanted = true;
            registry.register(entry, options.registerTtl());
            registered = true;
        } finally {
            lock.unlock();
        }
    }

    /** Deregisters now, and does not renew until {@link #register}. */
    void deregister() {
        lock.lock();
        try {
            wanted = false;
            registered = false;
            registry.deregister(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Deregisters if that can be done. */
    void stop() {
        try {
            deregister();
        } catch (RuntimeException e) {
            log.log(
                    Level.WARNING,
                    "{0} could not be taken out of the registry {1}: {2}. It stays there for up to {3} s",
                    options.name(),
                    registry.name(),
                    e.getMessage(),
                    options.registerTtl().toSeconds());
            log.log(Level.DEBUG, "Deregistration failed", e);
        }
    }

    private void renew() {
        Duration next = attempt();
        long jittered = (long) (next.toNanos() * (1 - random.getAsDouble() / 10));
        try {
            var unused = scheduler.schedule(this::renew, jittered, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            log.log(Level.TRACE, "{0} renews no more", options.name());
        }
    }

    /** Registers, and returns after how long to do it again. */
    private Duration attempt() {
        lock.lock();
        try {
            if (wanted) {
                registry.register(entry, options.registerTtl());
                registered = true;
                recovered();
            }
            return options.registerInterval();
        } catch (RuntimeException e) {
            failed(e);
            return backOff();
        } finally {
            lock.unlock();
        }
    }

    private void recovered() {
        if (failing) {
            log.log(Level.INFO, "{0} is in the registry {1} again", options.name(), registry.name());
        }
        failing = false;
        retry = FIRST_RETRY;
    }

    private void failed(RuntimeException why) {
        if (!failing) {
            log.log(
                    Level.WARNING,
                    "{0} is not in the registry {1}: {2}. It serves those who know its address, and tries again until it is",
                    options.name(),
                    registry.name(),
                    why.getMessage());
        }
        log.log(Level.DEBUG, "Registration failed", why);
        failing = true;
    }

    private Duration backOff() {
        Duration now = retry.compareTo(options.registerInterval()) < 0 ? retry : options.registerInterval();
        retry = now.multipliedBy(2);
        return now;
    }
}
