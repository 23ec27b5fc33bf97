package io.micro4j.registry.mdns;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;

/** What was received: valid until the next one is. */
record Packet(ByteBuffer bytes, InetSocketAddress from, GroupSocket socket) {
    /** Returns whether it came to the other family's socket too: one for IPv6 hears IPv4 beside its own. */
    boolean isDouble() {
        return from.getAddress() instanceof Inet4Address && socket.family() != StandardProtocolFamily.INET;
    }

    DnsMessage message() throws IOException {
        return DnsReader.read(bytes);
    }

    void answer(DnsMessage reply) throws IOException {
        socket.send(DnsWriter.write(reply), from);
    }
}
