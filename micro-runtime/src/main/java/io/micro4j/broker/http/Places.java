package io.micro4j.broker.http;

import static io.micro4j.registry.RegistryEvent.Action.DELETE;

import io.micro4j.broker.BrokerException;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.Watch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who subscribes to what, as the registry says: asked now and then, and listened to meanwhile. Safe for use by many threads. */
final class Places implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.micro4j.broker");
    private static final long REFRESH_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long ABSENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Registry registry;
    private final ReentrantLock lookUp = new ReentrantLock();
    private final List<RegistryEvent> meanwhile = new ArrayList<>();
    private Map<String, Place> known = Map.of();
    private @Nullable Watch watch;
    private boolean asked;
    private long askedAt;

    Places(Registry registry) {
        this.registry = registry;
    }

    /**
     * Returns where {@code topic} is subscribed to.
     *
     * @throws BrokerException if the registry cannot be reached, and nothing is known
     */
    List<Place> of(String topic) {
        boolean absent = find(topic).isEmpty();
        if (isOld(absent)) {
            ask(absent, topic);
        }
        return find(topic); // another thread may have asked meanwhile
    }

    /** Forgets a subscriber that has unsubscribed, whatever the registry says. */
    synchronized void forget(Place place) {
        Map<String, Place> fewer = new LinkedHashMap<>(known);
        fewer.remove(place.node().id());
        known = fewer;
    }

    @Override
    public void close() {
        Watch current = watch;
        if (current != null) {
            current.close();
        }
    }

    private synchronized List<Place> find(String topic) {
        return known.values().stream().filter(place -> place.takes(topic)).toList();
    }

    private synchronized boolean isOld(boolean absent) {
        return !asked || System.nanoTime() - askedAt > (absent ? ABSENCE_NANOS : REFRESH_NANOS);
    }

    /** Asks, unless another thread does and there is something to go on with. */
    private void ask(boolean absent, String topic) {
        if (absent) {
            lookUp.lock();
        } else if (!lookUp.tryLock()) {
            return;
        }
        try {
            if (isOld(absent)) {
                listen();
                forgetMeanwhile();
                take(registry.find(Place.SERVICE));
            }
        } catch (RegistryException e) {
            if (absent) {
                throw new BrokerException("Cannot find out who subscribes to \"" + topic + "\": " + e.getMessage(), e);
            }
            believe();
            LOG.log(
                    Level.WARNING,
                    "Registry " + registry + " does not answer; publishing goes on to those it named",
                    e);
        } finally {
            lookUp.unlock();
        }
    }

    /** What is known will do for some seconds more. */
    private synchronized void believe() {
        askedAt = System.nanoTime() - REFRESH_NANOS + RETRY_NANOS;
    }

    private void listen() {
        if (watch == null) {
            watch = registry.watch(Place.SERVICE, this::hear);
        }
    }

    private synchronized void forgetMeanwhile() {
        meanwhile.clear();
    }

    private synchronized void take(List<ServiceEntry> found) {
        Map<String, Place> fresh = new LinkedHashMap<>();
        found.forEach(version -> put(fresh, version));
        meanwhile.forEach(event -> apply(fresh, event));
        known = fresh;
        asked = true;
        askedAt = System.nanoTime();
    }

    private synchronized void hear(RegistryEvent event) {
        if (event.service().name().equals(Place.SERVICE)) {
            if (lookUp.isLocked()) {
                meanwhile.add(event);
            }
            Map<String, Place> changed = new LinkedHashMap<>(known);
            apply(changed, event);
            known = changed;
        }
    }

    private static void apply(Map<String, Place> places, RegistryEvent event) {
        ServiceEntry version = event.service();
        if (event.action() != DELETE) {
            put(places, version);
        } else if (version.nodes().isEmpty()) {
            String queue = Place.queue(version.version());
            places.values().removeIf(place -> place.queue().equals(queue));
        } else {
            version.nodes().forEach(node -> places.remove(node.id()));
        }
    }

    private static void put(Map<String, Place> places, ServiceEntry version) {
        version.nodes().forEach(node -> places.put(node.id(), Place.of(version.version(), node)));
    }
}
