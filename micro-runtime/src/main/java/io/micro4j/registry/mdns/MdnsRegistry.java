package io.micro4j.registry.mdns;

import com.google.auto.service.AutoService;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.RegistryProvider;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.Watch;
import io.micro4j.registry.internal.Entries;
import io.micro4j.registry.internal.Leases;
import io.micro4j.registry.internal.NodeKey;
import io.micro4j.registry.internal.SerialThread;
import io.micro4j.registry.internal.Settings;
import io.micro4j.registry.internal.Warnings;
import io.micro4j.registry.internal.Watchers;
import io.micro4j.registry.local.LocalRegistry;
import io.micro4j.registry.merged.MergedRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Registry} without a server: services answer for themselves, by multicast DNS, as go-micro's do by default. Finds what is on the networks of
 * this host; what containers, firewalls and VPNs keep apart does not see each other.
 *
 * <p>A look-up takes as long as it listens (100 ms; three times that for what is not there, because packets get lost). Registering and watching need
 * UDP port 5353, which is shared with others; so do look-ups, to hear those who answer to all, and go on without where it cannot be had. Service
 * metadata is not carried.
 */
public final class MdnsRegistry implements Registry {
    private static final Duration LEASE_TICK = Duration.ofSeconds(1);
    private static final Duration TIDY_TICK = Duration.ofSeconds(10);

    private final MdnsOptions options;
    private final IntUnaryOperator random;
    private final Warnings warnings = new Warnings();
    private final Watchers watchers = new Watchers("mdns");
    private final SerialThread chores = new SerialThread("micro-mdns-chores");
    private final Set<Query> queries = ConcurrentHashMap.newKeySet();
    private final Interfaces interfaces;
    private final Zones zones;
    private final Leases leases;
    private final Answers answers;
    private final Sightings sightings;
    private final Announcer announcer;
    private @Nullable Responder responder;
    private boolean closed;

    /** Makes a registry, which sends and opens nothing until it is asked something. */
    public MdnsRegistry(MdnsOptions options) {
        this(options, System::nanoTime, bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    /**
     * Makes a registry, which sends and opens nothing until it is asked something.
     *
     * @param clock counts nanoseconds; nodes that are not renewed end by it
     * @param random returns a number from 0 to below its argument
     */
    public MdnsRegistry(MdnsOptions options, LongSupplier clock, IntUnaryOperator random) {
        this.options = options;
        this.random = random;
        this.interfaces = new Interfaces(options.interfaces(), System::nanoTime, warnings);
        this.zones = new Zones(HostName.get(System.getenv()), warnings);
        this.leases = new Leases(clock);
        this.answers = new Answers(warnings);
        this.sightings = new Sightings(watchers, clock);
        this.announcer = new Announcer(zones, message -> responder().multicast(message), chores, random, warnings);
    }

    @Override
    public String name() {
        return "mdns";
    }

    @Override
    public void register(ServiceEntry service, Duration ttl) {
        Entries.split(service).forEach(single -> put(single, ttl));
    }

    @Override
    public void deregister(ServiceEntry service) {
        Entries.split(service).forEach(single -> leave(NodeKey.of(single)));
    }

    @Override
    public List<ServiceEntry> find(String name) {
        if (DnsName.problem(MdnsNames.service(name)) != null) {
            return List.of(); // a name that nobody could register
        }
        List<ServiceEntry> found = ask(
                MdnsNames.service(name),
                message -> answers.present(message).stream()
                        .filter(entry -> entry.name().equals(name)));
        List<ServiceEntry> singles = byNode(found);
        sightings.found(singles);
        return Entries.merge(singles);
    }

    @Override
    public List<String> list() {
        return ask(MdnsNames.SERVICES, Answers::services).stream()
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Watch watch(String name, Consumer<RegistryEvent> listener) {
        Responder unused = responder();
        return watchers.add(name, listener);
    }

    /** Stops watches and answers: the nodes that were registered here end with it, and the group is told. */
    @Override
    public void close() {
        leases.all().forEach(single -> leave(NodeKey.of(single)));
        synchronized (this) {
            closed = true;
            watchers.close();
            chores.close();
            closeResponder();
        }
    }

    @Override
    public String toString() {
        return "MdnsRegistry[" + interfaces + ", port " + options.port() + "]";
    }

    private synchronized void put(ServiceEntry single, Duration ttl) {
        Responder unused = responder();
        NodeKey key = NodeKey.of(single);
        Zone before = zones.get(key);
        if (before == null) {
            introduce(key, zones.put(single));
        } else if (!single.equals(leases.get(key))) {
            announcer.announce(zones.put(single));
        }
        leases.put(single, ttl);
    }

    /** What could not be said to anybody is not registered, so that the next renewal tries again. */
    private void introduce(NodeKey key, Zone zone) {
        try {
            announcer.introduce(zone);
        } catch (RegistryException e) {
            zones.remove(key);
            throw e;
        }
    }

    private synchronized void leave(NodeKey key) {
        leases.remove(key);
        Zone zone = zones.remove(key);
        if (zone != null) {
            try {
                responder().multicast(zone.announcement(false));
            } catch (RegistryException e) {
                warnings.warn("leave", "mDNS could not say that " + zone.entry() + " has gone: " + e.getMessage(), e);
            }
        }
    }

    /** Asks once; and again, listening longer, if nobody answers: a packet may have been lost. */
    private <T> List<T> ask(String name, Function<DnsMessage, Stream<T>> reading) {
        expire();
        hearGroup();
        List<T> said = ask(name, options.window(), reading);
        return said.isEmpty() ? ask(name, options.window().multipliedBy(2), reading) : said;
    }

    /** Most answers come to who asked; some come to the group. */
    private void hearGroup() {
        try {
            Responder unused = responder();
        } catch (RegistryException e) {
            warnings.warn("hear", "mDNS hears only answers that are sent to itself: " + e.getMessage(), e);
        }
    }

    private <T> List<T> ask(String name, Duration window, Function<DnsMessage, Stream<T>> reading) {
        Query query = new Query(name);
        queries.add(query);
        try {
            return query
                    .ask(interfaces, options.port(), random.applyAsInt(1 << 16), window.toNanos(), System::nanoTime)
                    .stream()
                    .flatMap(reading)
                    .toList();
        } finally {
            queries.remove(query);
        }
    }

    private static List<ServiceEntry> byNode(List<ServiceEntry> singles) {
        Map<NodeKey, ServiceEntry> nodes = new LinkedHashMap<>();
        singles.forEach(single -> nodes.putIfAbsent(NodeKey.of(single), single));
        return List.copyOf(nodes.values());
    }

    private void hear(DnsMessage response) {
        queries.forEach(query -> query.hear(response));
        if (!watchers.isEmpty()) {
            answers.present(response).forEach(sightings::came);
            answers.gone(response).forEach(sightings::went);
        }
    }

    private synchronized Responder responder() {
        if (closed) {
            throw new RegistryException(this + " is closed", null);
        }
        Responder current = responder;
        if (current == null) {
            current = Responder.open(interfaces, options.port(), zones, this::hear, warnings);
            responder = current;
            chores.runEvery(LEASE_TICK, this::expire);
            chores.runEvery(TIDY_TICK, this::tidy);
        }
        return current;
    }

    private void expire() {
        leases.expire().forEach(single -> leave(NodeKey.of(single)));
    }

    private void tidy() {
        responder().join();
        for (String service : sightings.doubtful()) {
            sightings.confirm(
                    service,
                    find(service).stream()
                            .flatMap(entry -> Entries.split(entry).stream())
                            .toList());
        }
    }

    private void closeResponder() {
        Responder current = responder;
        responder = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                warnings.warn("close", "mDNS could not close a socket: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Answers to the name {@code mdns}, and opens mDNS and {@code local} merged: processes of one host find each other where multicast is blocked, too.
     *
     * <p>Settings: {@code mdns.interfaces=lo} names the interfaces to use, {@code mdns.local=false} leaves {@code local} out, {@code mdns.window=250}
     * listens longer, {@code local.directory} moves the directory; and {@code mdns.port}. Each also as a variable: {@code MICRO_MDNS_INTERFACES}.
     */
    @AutoService(RegistryProvider.class)
    public static final class Provider implements RegistryProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return "mdns";
        }

        @Override
        public Registry open(RegistryOptions options) {
            boolean alone = switch (Settings.of(options).get("mdns.local", "true")) {
                case "true" -> false;
                case "false" -> true;
                default -> throw new IllegalArgumentException("mdns.local is neither true nor false");
            };
            Registry mdns = new MdnsRegistry(MdnsOptions.of(options));
            return alone ? mdns : new MergedRegistry("mdns", new LocalRegistry.Provider().open(options), mdns);
        }
    }
}
