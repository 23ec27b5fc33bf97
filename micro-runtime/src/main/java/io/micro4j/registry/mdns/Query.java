package io.micro4j.registry.mdns;

import io.micro4j.registry.RegistryException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One question to the group, from a port of its own, and what comes back within a while. */
final class Query {
    private static final Logger LOG = System.getLogger("io.micro4j.registry.mdns");

    private final DnsQuestion question;
    private final List<DnsMessage> replies = new CopyOnWriteArrayList<>();

    Query(String name) {
        question = new DnsQuestion(name, DnsRecord.PTR);
    }

    /** Takes a response that reached another socket: some answer to the group. */
    void hear(DnsMessage response) {
        replies.add(response);
    }

    /**
     * Asks, and returns what was said by the end of {@code nanos}.
     *
     * @param id of the packet, from 0 to 65,535
     * @throws RegistryException if it can be asked nowhere
     */
    List<DnsMessage> ask(Interfaces interfaces, int groupPort, int id, long nanos, LongSupplier clock) {
        try (GroupSockets sockets = GroupSockets.open(interfaces, 0, groupPort)) {
            sockets.multicast(DnsMessage.query(id, question));
            long start = clock.getAsLong();
            long left = nanos;
            while (left > 0) {
                sockets.receive(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)), this::receive);
                failIfInterrupted();
                left = nanos - (clock.getAsLong() - start);
            }
            return replies;
        } catch (IOException e) {
            throw new RegistryException("mDNS cannot ask for " + question.name() + ": " + e.getMessage(), e);
        }
    }

    private void receive(Packet packet) {
        try {
            DnsMessage message = packet.message();
            LOG.log(Level.TRACE, () -> "<< " + packet.from() + " " + message);
            if (message.isResponse()) {
                replies.add(message);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "mDNS ignores a packet from " + packet.from() + ": " + e.getMessage(), e);
        }
    }

    private void failIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new RegistryException("Interrupted while mDNS was asked for " + question.name(), null);
        }
    }
}
