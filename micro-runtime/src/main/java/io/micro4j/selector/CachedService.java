package io.micro4j.selector;

import io.micro4j.call.MicroException;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.Watch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One service in the cache. One look-up at a time; those who come meanwhile get what is known, or wait if nothing is. Safe for use by many threads.
 */
final class CachedService implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.micro4j.selector");
    /** After how long a registry that failed is asked again, if something is known: as go-micro does. */
    private static final long RETRY_NANOS = 5_000_000_000L;

    private final String name;
    private final Registry registry;
    private final SelectorOptions options;
    private final Sources sources;
    private final Executor background;

    private final ReentrantLock lookUp = new ReentrantLock();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final List<RegistryEvent> meanwhile = new ArrayList<>();
    private volatile Known known = Known.NOTHING;
    private volatile @Nullable Absence absence;
    private volatile boolean closed;
    private volatile @Nullable Watch watch;
    private boolean unreachable;
    private boolean unwatchable;

    private record Absence(int code, String text, long since) {
        MicroException asException() {
            return MicroException.of(code, text).asNeverSent();
        }
    }

    CachedService(String name, Registry registry, SelectorOptions options, Sources sources, Executor background) {
        this.name = name;
        this.registry = registry;
        this.options = options;
        this.sources = sources;
        this.background = background;
    }

    Known known() {
        return known;
    }

    /** Returns what is known, with at least one node. */
    Known find(long now) {
        Known current = known;
        if (current.isEmpty()) {
            return firstLookUp();
        }
        if (current.isOld(now)) {
            refresh();
        }
        return current;
    }

    /** Returns whether nothing would be lost with it. */
    boolean isForgettable() {
        return known.isEmpty() && !lookUp.isLocked();
    }

    @Override
    public void close() {
        closed = true;
        stopWatching();
    }

    private Known firstLookUp() {
        failIfAbsent();
        lock();
        try {
            if (known.isEmpty()) {
                failIfAbsent();
                ask();
            }
            return atLeastOne(known);
        } catch (RegistryException e) {
            MicroException failure = remember(503, Texts.unreachable(name, registry, e));
            throw failure.because(e);
        } finally {
            lookUp.unlock();
        }
    }

    private Known atLeastOne(Known found) {
        if (found.isEmpty()) {
            throw remember(404, Texts.absent(name, registry));
        }
        return found;
    }

    private MicroException remember(int code, String text) {
        Absence noted = new Absence(code, text, sources.now());
        absence = noted;
        return noted.asException();
    }

    private void failIfAbsent() {
        Absence noted = absence;
        if (noted != null && sources.now() - noted.since() < options.absence().toNanos()) {
            throw noted.asException();
        }
    }

    private void lock() {
        try {
            lookUp.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MicroException.cancelled("Interrupted while \"" + name + "\" was looked up in " + registry)
                    .asNeverSent();
        }
    }

    private void refresh() {
        if (closed || !refreshing.compareAndSet(false, true)) {
            return;
        }
        try {
            background.execute(this::refreshNow);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "closed before a refresh could start", e);
        }
    }

    private void refreshNow() {
        lookUp.lock();
        try {
            ask();
            unreachable = false;
        } catch (RegistryException e) {
            keep(e);
        } finally {
            lookUp.unlock();
            refreshing.set(false);
        }
    }

    private synchronized void keep(RegistryException failure) {
        known = known.believed(
                sources.now(), Math.min(RETRY_NANOS, options.ttl().toNanos()));
        LOG.log(
                unreachable ? Level.DEBUG : Level.WARNING,
                "Registry " + registry + " does not answer; calls to \"" + name + "\" go on with the "
                        + known.nodes().size() + " nodes it named last. " + failure.getMessage(),
                failure);
        unreachable = true;
    }

    /** Listens first, so that nothing is missed between answer and watch. With the look-up's lock. */
    private void ask() {
        startWatching();
        forgetMeanwhile();
        take(registry.find(name));
        if (known.isEmpty()) {
            stopWatching();
        }
    }

    private synchronized void forgetMeanwhile() {
        meanwhile.clear();
    }

    /** What was told since the question is newer than the answer, or the same. */
    private synchronized void take(List<ServiceEntry> found) {
        Known fresh = Known.of(found, sources.now(), ttlNanos());
        for (RegistryEvent event : meanwhile) {
            fresh = fresh.after(event);
        }
        meanwhile.clear();
        known = fresh;
        absence = null;
    }

    private synchronized void hear(RegistryEvent event) {
        if (!event.service().name().equals(name)) {
            return;
        }
        if (lookUp.isLocked()) {
            meanwhile.add(event);
        }
        known = known.after(event);
    }

    private void startWatching() {
        if (watch != null || closed) {
            return;
        }
        try {
            watch = registry.watch(name, this::hear);
            unwatchable = false;
            if (closed) {
                stopWatching();
            }
        } catch (RegistryException e) {
            LOG.log(
                    unwatchable ? Level.DEBUG : Level.WARNING,
                    "Registry " + registry + " cannot be watched; changes of \"" + name + "\" are seen after "
                            + options.ttl() + " only. " + e.getMessage(),
                    e);
            unwatchable = true;
        }
    }

    private void stopWatching() {
        Watch current = watch;
        watch = null;
        if (current != null) {
            current.close();
        }
    }

    /** Up to a tenth less, so that not all clients ask at once. */
    private long ttlNanos() {
        long ttl = options.ttl().toNanos();
        return ttl - ttl / 1_000 * sources.below(101);
    }
}
