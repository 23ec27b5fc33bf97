package io.micro4j.registry.mdns;

import io.micro4j.registry.Node;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.ServiceEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What DNS says of one node. Immutable. */
final class Zone {
    private static final long TTL = 120;
    private static final int PRIORITY = 10;
    private static final int WEIGHT = 1;

    private final ServiceEntry entry;
    private final NodeAddress address;
    private final String service;
    private final String instance;
    private final String host;
    private final String text;

    /**
     * Makes the zone of a node.
     *
     * @param single an entry with one node
     * @param host the name of this host; any will do
     * @throws RegistryException if DNS has no room for its names, or no way to say its address
     */
    Zone(ServiceEntry single, String host) {
        Node node = single.nodes().get(0);
        this.entry = single;
        this.address = NodeAddress.of(node);
        this.service = MdnsNames.service(single.name());
        this.instance = MdnsNames.instance(node.id(), single.name());
        this.host = host;
        this.text = NodeText.of(single).encode();
        refuse(DnsName.problem(instance));
        refuse(DnsName.problem(single.name() + "." + MdnsNames.SERVICES));
    }

    ServiceEntry entry() {
        return entry;
    }

    /** Returns the answers to {@code question}; none if it is about something else. A's follow SRV, as go-micro needs it. */
    List<DnsRecord> answers(DnsQuestion question) {
        if (question.name().equals(service) && question.wants(DnsRecord.PTR)) {
            return List.of(new DnsRecord.Pointer(service, TTL, instance), server(TTL), address(TTL), text(TTL));
        }
        if (question.name().equals(instance)) {
            return aboutInstance(question);
        }
        return List.of();
    }

    /** Returns what is announced: with {@code there} false, that it has gone. */
    DnsMessage announcement(boolean there) {
        long ttl = there ? TTL : 0;
        return DnsMessage.announcement(List.of(server(ttl), address(ttl), text(ttl)));
    }

    /** Returns the question that comes before the first announcement. */
    DnsMessage probe() {
        DnsRecord claim = new DnsRecord.Server(instance, TTL, 0, 0, address.port(), host);
        return DnsMessage.probe(new DnsQuestion(instance, DnsRecord.PTR), List.of(claim, text(TTL)));
    }

    /** Returns the bytes of the largest packet that is about this node. */
    int size() {
        DnsQuestion question = new DnsQuestion(service, DnsRecord.PTR);
        return DnsWriter.write(DnsMessage.reply(question, answers(question))).length;
    }

    private List<DnsRecord> aboutInstance(DnsQuestion question) {
        if (question.type() == DnsQuestion.ANY) {
            return List.of(server(TTL), address(TTL), text(TTL));
        }
        if (question.type() == DnsRecord.SRV) {
            return List.of(server(TTL), address(TTL));
        }
        if (question.type() == DnsRecord.TXT) {
            return List.of(text(TTL));
        }
        return question.type() == address(TTL).type() ? List.of(address(TTL)) : List.of();
    }

    private DnsRecord server(long ttl) {
        return new DnsRecord.Server(instance, ttl, PRIORITY, WEIGHT, address.port(), host);
    }

    private DnsRecord address(long ttl) {
        return new DnsRecord.Address(host, ttl, address.host());
    }

    private DnsRecord text(long ttl) {
        return new DnsRecord.Text(instance, ttl, text);
    }

    private void refuse(@Nullable String problem) {
        if (problem != null) {
            throw new RegistryException(
                    "mDNS cannot register " + entry + ": " + problem
                            + ". Choose a shorter id or name, or another registry.",
                    null);
        }
    }
}
