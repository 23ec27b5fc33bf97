package io.micro4j.registry.mdns;

import static java.net.StandardProtocolFamily.INET;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.Set;

/** A socket of one address family that sends to mDNS's group, and hears it once it has joined. Safe for use by many threads. */
final class GroupSocket implements Closeable {
    private final DatagramChannel channel;
    private final ProtocolFamily family;
    private final InetSocketAddress group;
    private final Set<String> joined = new HashSet<>();

    private GroupSocket(DatagramChannel channel, ProtocolFamily family, int groupPort) {
        this.channel = channel;
        this.family = family;
        this.group = new InetSocketAddress(address(family == INET ? "224.0.0.251" : "ff02::fb"), groupPort);
    }

    /**
     * Opens a socket on the wildcard address.
     *
     * @param port its own port, shared with whoever shares it; 0 for any
     * @param groupPort the group's
     */
    static GroupSocket open(ProtocolFamily family, int port, int groupPort) throws IOException {
        DatagramChannel channel = DatagramChannel.open(family);
        try {
            if (port != 0) {
                share(channel);
            }
            channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 255);
            channel.bind(new InetSocketAddress(address(family == INET ? "0.0.0.0" : "::"), port));
            channel.configureBlocking(false);
            return new GroupSocket(channel, family, groupPort);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    DatagramChannel channel() {
        return channel;
    }

    ProtocolFamily family() {
        return family;
    }

    /** Hears the group on {@code one}, if it did not yet. */
    synchronized void join(NetworkInterface one) throws IOException {
        String name = one.getName() + "#" + one.getIndex();
        if (!joined.contains(name)) {
            channel.join(group.getAddress(), one);
            joined.add(name);
        }
    }

    /** Sends to the group by way of {@code one}. */
    synchronized void multicast(byte[] packet, NetworkInterface one) throws IOException {
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, one);
        send(packet, group);
    }

    /** Sends to one receiver. */
    void send(byte[] packet, SocketAddress to) throws IOException {
        if (channel.send(ByteBuffer.wrap(packet), to) == 0) {
            throw new IOException("the socket's buffer is full");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void share(DatagramChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
    }

    private static InetAddress address(String number) {
        try {
            return InetAddress.getByName(number);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(number + " is an IP address", e);
        }
    }
}
