package io.micro4j.registry.internal;

import io.micro4j.registry.ServiceEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The nodes that somebody registered here, each for as long as it is renewed. Safe for use by many threads. */
public final class Leases {
    private final LongSupplier clock;
    private final Map<NodeKey, Lease> leases = new LinkedHashMap<>();

    private record Lease(ServiceEntry entry, long since, long nanos) {
        boolean isOver(long now) {
            return nanos != 0 && now - since >= nanos;
        }
    }

    /** Makes leases that end by {@code clock}, which counts nanoseconds. */
    public Leases(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Adds or renews a node.
     *
     * @param single an entry with one node
     * @param ttl how long it stays; zero for ever
     * @return what was there before, or null
     */
    public synchronized @Nullable ServiceEntry put(ServiceEntry single, Duration ttl) {
        Lease before = leases.put(NodeKey.of(single), new Lease(single, clock.getAsLong(), nanos(ttl)));
        return before == null ? null : before.entry();
    }

    /** Returns what is registered under {@code key}, or null. */
    public synchronized @Nullable ServiceEntry get(NodeKey key) {
        Lease lease = leases.get(key);
        return lease == null ? null : lease.entry();
    }

    /** Removes a node, and returns what was there, or null. */
    public synchronized @Nullable ServiceEntry remove(NodeKey key) {
        Lease before = leases.remove(key);
        return before == null ? null : before.entry();
    }

    /** Removes the nodes that nobody renewed in time, and returns them. */
    public synchronized List<ServiceEntry> expire() {
        long now = clock.getAsLong();
        List<ServiceEntry> over = new ArrayList<>();
        leases.values().removeIf(lease -> lease.isOver(now) && over.add(lease.entry()));
        return over;
    }

    /** Returns one entry a node, in the order of first registration. */
    public synchronized List<ServiceEntry> all() {
        return leases.values().stream().map(Lease::entry).toList();
    }

    private static long nanos(Duration ttl) {
        if (ttl.isNegative()) {
            throw new IllegalArgumentException("ttl is " + ttl + "; use Duration.ZERO to stay for ever");
        }
        // Longer than the clock can count is for ever.
        return ttl.compareTo(Duration.ofDays(36_500)) > 0 ? 0 : ttl.toNanos();
    }
}
