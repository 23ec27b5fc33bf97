package io.micro4j.registry.mdns;

import io.micro4j.registry.RegistryException;
import io.micro4j.registry.internal.SerialThread;
import io.micro4j.registry.internal.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/** Tells the group of a node, as go-micro does: three probes within 750 ms, then three announcements, at once and after 1 and 3 s. */
final class Announcer {
    private static final int PROBES = 3;
    private static final int LONGEST_GAP_MILLIS = 250;
    private static final List<Duration> TIMES = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final Zones zones;
    private final Consumer<DnsMessage> group;
    private final SerialThread thread;
    private final IntUnaryOperator random;
    private final Warnings warnings;

    Announcer(
            Zones zones, Consumer<DnsMessage> group, SerialThread thread, IntUnaryOperator random, Warnings warnings) {
        this.zones = zones;
        this.group = group;
        this.thread = thread;
        this.random = random;
        this.warnings = warnings;
    }

    /**
     * Begins to tell of a new node.
     *
     * @throws RegistryException if the first packet cannot be sent anywhere
     */
    void introduce(Zone zone) {
        group.accept(zone.probe());
        probe(zone, PROBES - 1);
    }

    /** Tells of a node that has changed. */
    void announce(Zone zone) {
        for (Duration time : TIMES) {
            thread.runAfter(time, () -> send(zone, zone.announcement(true)));
        }
    }

    private void probe(Zone zone, int left) {
        thread.runAfter(Duration.ofMillis(random.applyAsInt(LONGEST_GAP_MILLIS)), () -> {
            if (left == 0) {
                announce(zone);
            } else {
                send(zone, zone.probe());
                probe(zone, left - 1);
            }
        });
    }

    private void send(Zone zone, DnsMessage message) {
        try {
            if (zones.has(zone)) {
                group.accept(message);
                warnings.over("announce");
            }
        } catch (RegistryException e) {
            warnings.warn("announce", "mDNS could not announce " + zone.entry() + ": " + e.getMessage(), e);
        }
    }
}
