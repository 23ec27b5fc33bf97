package io.micro4j.registry.mdns;

import io.micro4j.registry.EndpointEntry;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.ValueEntry;
import io.micro4j.registry.internal.NodeKey;
import io.micro4j.registry.internal.Warnings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The nodes that one registry answers for. Safe for use by many threads. */
final class Zones {
    /**
     * The bytes of the largest packet: RFC 6762 (section 17) allows 9,000 with the headers, which take 48 on IPv6. Beyond an Ethernet frame it
     * travels in fragments, which every host puts together again; go-micro reads up to 64 KiB.
     */
    static final int LARGEST = 8_900;

    private static final long TTL = 120;
    private static final int LIST_PORT = 9999;

    private final Map<NodeKey, Zone> zones = new ConcurrentHashMap<>();
    private final String host;
    private final Warnings warnings;

    Zones(String host, Warnings warnings) {
        this.host = DnsName.problem(DnsName.of(host)) == null ? DnsName.of(host) : "localhost";
        this.warnings = warnings;
    }

    /** Makes the zone of a node, without the details that a packet has no room for, and answers for it from now on. */
    Zone put(ServiceEntry single) {
        Zone zone = fitting(single);
        zones.put(NodeKey.of(single), zone);
        return zone;
    }

    @Nullable
    Zone get(NodeKey key) {
        return zones.get(key);
    }

    @Nullable
    Zone remove(NodeKey key) {
        return zones.remove(key);
    }

    List<Zone> all() {
        return List.copyOf(zones.values());
    }

    boolean has(Zone zone) {
        return zones.containsValue(zone);
    }

    /** Returns the replies to {@code question}: a packet a node, and one a service for those who ask what there is. */
    List<DnsMessage> replies(DnsQuestion question) {
        List<DnsMessage> replies = new ArrayList<>();
        for (Zone zone : zones.values()) {
            addReply(replies, question, zone.answers(question));
        }
        for (String service : services()) {
            addReply(replies, question, listing(question, service));
        }
        return replies;
    }

    private static void addReply(List<DnsMessage> replies, DnsQuestion question, List<DnsRecord> answers) {
        if (!answers.isEmpty()) {
            replies.add(DnsMessage.reply(question, answers));
        }
    }

    private Iterable<String> services() {
        return new TreeSet<>(
                zones.values().stream().map(zone -> zone.entry().name()).toList());
    }

    private List<DnsRecord> listing(DnsQuestion question, String service) {
        if (!question.wants(DnsRecord.PTR)) {
            return List.of();
        }
        if (question.name().equals(MdnsNames.SERVICE_TYPES)) {
            return List.of(new DnsRecord.Pointer(question.name(), TTL, MdnsNames.service(service)));
        }
        if (!question.name().equals(MdnsNames.SERVICES)) {
            return List.of();
        }
        String instance = DnsName.of(service) + "." + MdnsNames.SERVICES;
        return List.of(
                new DnsRecord.Pointer(MdnsNames.SERVICES, TTL, instance),
                new DnsRecord.Server(instance, TTL, 10, 1, LIST_PORT, host),
                new DnsRecord.Address(host, TTL, nowhere()),
                new DnsRecord.Text(instance, TTL, ""));
    }

    private Zone fitting(ServiceEntry single) {
        Zone whole = new Zone(single, host);
        if (whole.size() <= LARGEST) {
            return whole;
        }
        Zone flat = new Zone(withEndpoints(single, Zones::withoutFields), host);
        if (flat.size() <= LARGEST) {
            warn(single, "the fields of its messages are left out");
            return flat;
        }
        Zone bare = new Zone(withEndpoints(single, endpoint -> null), host);
        if (bare.size() <= LARGEST) {
            warn(single, "its endpoints are left out");
            return bare;
        }
        throw new RegistryException(
                "mDNS cannot register " + single + ": it takes " + bare.size()
                        + " bytes without its endpoints, and a packet" + " has room for " + LARGEST
                        + ". Shorten the node's metadata.",
                null);
    }

    private void warn(ServiceEntry single, String what) {
        warnings.warn(
                "size " + single.name(),
                "mDNS packets have room for " + LARGEST + " bytes, which is too little for " + single.name() + "; "
                        + what + ". It can be called as before.",
                null);
    }

    private interface Change {
        @Nullable
        EndpointEntry of(EndpointEntry endpoint);
    }

    private static ServiceEntry withEndpoints(ServiceEntry single, Change change) {
        List<EndpointEntry> changed = new ArrayList<>();
        for (EndpointEntry endpoint : single.endpoints()) {
            EndpointEntry now = change.of(endpoint);
            if (now != null) {
                changed.add(now);
            }
        }
        return new ServiceEntry(single.name(), single.version(), single.metadata(), changed, single.nodes());
    }

    private static EndpointEntry withoutFields(EndpointEntry endpoint) {
        return new EndpointEntry(
                endpoint.name(), flat(endpoint.request()), flat(endpoint.reply()), endpoint.metadata());
    }

    private static ValueEntry flat(ValueEntry value) {
        return new ValueEntry(value.name(), value.type(), List.of());
    }

    private static InetAddress nowhere() {
        try {
            return Inet4Address.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }
}
