package io.micro4j.registry.mdns;

import static io.micro4j.registry.RegistryEvent.Action.DELETE;
import static io.micro4j.registry.RegistryEvent.Action.PUT;

import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.internal.NodeKey;
import io.micro4j.registry.internal.Watchers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The nodes that watchers have heard of, so that what is announced three times is told once. Safe for use by many threads.
 *
 * <p>Nobody announces a node again after its first seconds, nor that a process crashed: what was not heard of for the time that its records hold has to
 * be asked for.
 */
final class Sightings {
    private static final long TTL_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int MOST = 10_000;

    private final Watchers watchers;
    private final LongSupplier clock;
    private final Map<NodeKey, Sighting> sightings = new LinkedHashMap<>();

    private record Sighting(ServiceEntry entry, long at) {}

    Sightings(Watchers watchers, LongSupplier clock) {
        this.watchers = watchers;
        this.clock = clock;
    }

    /** Takes note of a node that was announced, and tells it unless it is known. */
    synchronized void came(ServiceEntry single) {
        if (note(single)) {
            watchers.tell(new RegistryEvent(PUT, single));
        }
    }

    /** Forgets a node that said good-bye, and tells it. */
    synchronized void went(ServiceEntry single) {
        if (watchers.watch(single.name())) {
            sightings.remove(NodeKey.of(single));
            watchers.tell(new RegistryEvent(DELETE, single));
        }
    }

    /** Takes note of the nodes that a look-up found; whoever asked knows them. */
    synchronized void found(List<ServiceEntry> singles) {
        singles.forEach(this::note);
    }

    /** Returns the services of which nodes were not heard of for too long. */
    synchronized Set<String> doubtful() {
        sightings.keySet().removeIf(key -> !watchers.watch(key.service()));
        long now = clock.getAsLong();
        return sightings.values().stream()
                .filter(sighting -> now - sighting.at() >= TTL_NANOS)
                .map(sighting -> sighting.entry().name())
                .collect(Collectors.toSet());
    }

    /** Forgets the doubtful nodes of {@code service} that are not among those found just now, and tells it. */
    synchronized void confirm(String service, List<ServiceEntry> found) {
        found.forEach(this::note);
        Set<NodeKey> present = new HashSet<>();
        found.forEach(single -> present.add(NodeKey.of(single)));
        long now = clock.getAsLong();
        sightings.values().removeIf(sighting -> {
            ServiceEntry entry = sighting.entry();
            boolean lost = entry.name().equals(service)
                    && now - sighting.at() >= TTL_NANOS
                    && !present.contains(NodeKey.of(entry));
            if (lost) {
                watchers.tell(new RegistryEvent(DELETE, entry));
            }
            return lost;
        });
    }

    /** Returns whether it is news to somebody. */
    private boolean note(ServiceEntry single) {
        NodeKey key = NodeKey.of(single);
        if (!watchers.watch(single.name()) || (sightings.size() >= MOST && !sightings.containsKey(key))) {
            return false;
        }
        Sighting before = sightings.put(key, new Sighting(single, clock.getAsLong()));
        return before == null || !before.entry().equals(single);
    }
}
