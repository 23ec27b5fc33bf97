package io.micro4j.registry.mdns;

import io.micro4j.call.Metadata;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.internal.Warnings;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * Reads nodes out of responses. More forgiving than go-micro: the order of records does not matter, nor whether the question is repeated.
 */
final class Answers {
    private final Warnings warnings;

    Answers(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Returns the nodes that {@code message} says are there, one entry a node. */
    List<ServiceEntry> present(DnsMessage message) {
        return entries(message, ttl -> ttl > 0);
    }

    /** Returns the nodes that {@code message} says have gone, one entry a node. */
    List<ServiceEntry> gone(DnsMessage message) {
        return entries(message, ttl -> ttl == 0);
    }

    /** Returns the services that {@code message} lists. */
    static Stream<String> services(DnsMessage message) {
        return message.said()
                .filter(record -> record.ttl() > 0)
                .filter(record ->
                        record instanceof DnsRecord.Pointer && record.name().equals(MdnsNames.SERVICES))
                .map(record -> MdnsNames.listed(((DnsRecord.Pointer) record).target()))
                .filter(service -> !service.isEmpty());
    }

    private List<ServiceEntry> entries(DnsMessage message, LongPredicate ttl) {
        return message.said()
                .filter(record -> record instanceof DnsRecord.Server && ttl.test(record.ttl()))
                .flatMap(record -> entry(message, (DnsRecord.Server) record).stream())
                .toList();
    }

    private Optional<ServiceEntry> entry(DnsMessage message, DnsRecord.Server server) {
        Optional<NodeText> text = text(message, server.name());
        Optional<InetAddress> host = host(message, server);
        if (text.isEmpty() || host.isEmpty()) {
            return Optional.empty();
        }
        NodeText said = text.get();
        String id = said.service().isEmpty() ? "" : MdnsNames.node(server.name(), said.service());
        if (id.isEmpty() || server.port() == 0) {
            return Optional.empty();
        }
        Node node = new Node(id, new NodeAddress(host.get(), server.port()).toString(), said.metadata());
        return Optional.of(
                new ServiceEntry(said.service(), said.version(), Metadata.EMPTY, said.endpoints(), List.of(node)));
    }

    private Optional<NodeText> text(DnsMessage message, String instance) {
        return message.said()
                .filter(record ->
                        record instanceof DnsRecord.Text && record.name().equals(instance))
                .flatMap(record -> decode((DnsRecord.Text) record).stream())
                .findFirst();
    }

    private Optional<NodeText> decode(DnsRecord.Text record) {
        if (!record.name().endsWith(MdnsNames.service(""))) {
            return Optional.empty(); // printers and other neighbours
        }
        try {
            return Optional.of(NodeText.decode(record.text()));
        } catch (IOException e) {
            warnings.warn(
                    "text " + record.name(),
                    "mDNS ignores " + record.name() + ": its text cannot be read, " + e.getMessage(),
                    e);
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> host(DnsMessage message, DnsRecord.Server server) {
        List<InetAddress> addresses = message.said()
                .filter(record -> record instanceof DnsRecord.Address)
                .filter(record ->
                        record.name().equals(server.host()) || record.name().equals(server.name()))
                .map(record -> ((DnsRecord.Address) record).address())
                .toList();
        return addresses.stream()
                .filter(address -> address instanceof Inet4Address)
                .findFirst()
                .or(() -> addresses.stream().findFirst());
    }
}
