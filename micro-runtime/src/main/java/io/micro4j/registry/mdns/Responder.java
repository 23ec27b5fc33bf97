package io.micro4j.registry.mdns;

import io.micro4j.registry.RegistryException;
import io.micro4j.registry.internal.Warnings;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedSelectorException;
import java.util.function.Consumer;

/**
 * Hears the group: answers questions, each to the address and port that it came from, and hands on what others say. One set of sockets and one thread
 * a registry.
 */
final class Responder implements Closeable {
    private static final Logger LOG = System.getLogger("io.micro4j.registry.mdns");

    private final GroupSockets sockets;
    private final Interfaces interfaces;
    private final Zones zones;
    private final Consumer<DnsMessage> responses;
    private final Warnings warnings;
    private volatile boolean closed;

    private Responder(
            GroupSockets sockets,
            Interfaces interfaces,
            Zones zones,
            Consumer<DnsMessage> responses,
            Warnings warnings) {
        this.sockets = sockets;
        this.interfaces = interfaces;
        this.zones = zones;
        this.responses = responses;
        this.warnings = warnings;
    }

    /**
     * Starts to listen.
     *
     * @throws RegistryException if the port cannot be had
     */
    static Responder open(
            Interfaces interfaces, int port, Zones zones, Consumer<DnsMessage> responses, Warnings warnings) {
        try {
            GroupSockets sockets = GroupSockets.open(interfaces, port, port);
            Responder responder = new Responder(sockets, interfaces, zones, responses, warnings);
            sockets.join();
            Thread thread = new Thread(responder::run, "micro-mdns-" + port);
            thread.setDaemon(true);
            thread.start();
            return responder;
        } catch (IOException e) {
            throw new RegistryException(
                    "mDNS cannot listen on UDP port " + port + ": " + e.getMessage()
                            + ". Does another program keep it to itself?",
                    e);
        }
    }

    /** Hears the group on interfaces that came up since. */
    void join() {
        sockets.join();
    }

    /** Sends to the group. */
    void multicast(DnsMessage message) {
        LOG.log(Level.TRACE, () -> ">> group " + message);
        sockets.multicast(message);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        sockets.wakeUp();
        sockets.close();
    }

    private void run() {
        while (!closed) {
            try {
                sockets.receive(0, this::receive);
            } catch (ClosedSelectorException e) {
                LOG.log(Level.DEBUG, "closed", e);
            } catch (IOException | RuntimeException e) {
                warnings.warn("receive", "mDNS could not take a packet, and waits for the next: " + e, e);
            }
        }
    }

    private void receive(Packet packet) {
        if (packet.isDouble() || !interfaces.isNear(packet.from().getAddress())) {
            return;
        }
        try {
            DnsMessage message = packet.message();
            LOG.log(Level.TRACE, () -> "<< " + packet.from() + " " + message);
            if (message.isResponse()) {
                responses.accept(message);
            } else {
                answer(packet, message);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "mDNS ignores a packet from " + packet.from() + ": " + e.getMessage(), e);
        }
    }

    private void answer(Packet packet, DnsMessage query) {
        for (DnsQuestion question : query.questions()) {
            for (DnsMessage reply : zones.replies(question)) {
                LOG.log(Level.TRACE, () -> ">> " + packet.from() + " " + reply);
                try {
                    packet.answer(reply);
                } catch (IOException e) {
                    warnings.warn("answer", "mDNS could not answer " + packet.from() + ": " + e.getMessage(), e);
                }
            }
        }
    }
}
