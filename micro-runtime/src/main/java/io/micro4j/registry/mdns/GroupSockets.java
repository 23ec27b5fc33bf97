package io.micro4j.registry.mdns;

import io.micro4j.registry.RegistryException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A socket for each address family that this host speaks, on every interface in use. Sends from many threads, receives on one. */
final class GroupSockets implements Closeable {
    private static final int LARGEST = 65_535;

    private final Interfaces interfaces;
    private final Selector selector;
    private final List<GroupSocket> sockets = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);

    /** Takes a packet; {@code from} can be answered through {@code socket}. */
    @FunctionalInterface
    interface Receiver {
        void receive(Packet packet) throws IOException;
    }

    private GroupSockets(Interfaces interfaces) throws IOException {
        this.interfaces = interfaces;
        this.selector = Selector.open();
    }

    /**
     * Opens the sockets.
     *
     * @param port their own port; 0 for any
     * @param groupPort the group's
     * @throws IOException if neither family can be had
     */
    static GroupSockets open(Interfaces interfaces, int port, int groupPort) throws IOException {
        GroupSockets opened = new GroupSockets(interfaces);
        IOException failure = new IOException("this host speaks no IP");
        for (ProtocolFamily family : List.of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6)) {
            try {
                opened.add(GroupSocket.open(family, port, groupPort));
            } catch (IOException e) {
                failure = e;
            } catch (UnsupportedOperationException e) {
                failure = new IOException(family + " is not spoken here", e);
            }
        }
        if (opened.sockets.isEmpty()) {
            opened.close();
            throw failure;
        }
        return opened;
    }

    /** Hears the group on every interface that came up since. Interfaces that cannot be joined are left out. */
    void join() {
        for (GroupSocket socket : sockets) {
            for (NetworkInterface one : interfaces.of(socket.family())) {
                try {
                    socket.join(one);
                } catch (IOException e) {
                    interfaces.disable(one, socket.family(), e);
                }
            }
        }
    }

    /**
     * Sends to the group on every interface.
     *
     * @throws RegistryException if it can be sent on none
     */
    void multicast(DnsMessage message) {
        byte[] packet = DnsWriter.write(message);
        int sent = 0;
        IOException failure = null;
        for (GroupSocket socket : sockets) {
            for (NetworkInterface one : interfaces.of(socket.family())) {
                try {
                    socket.multicast(packet, one);
                    interfaces.works(one, socket.family());
                    sent++;
                } catch (ClosedChannelException e) {
                    return; // closed meanwhile: nobody is left who has something to say
                } catch (IOException e) {
                    failure = e;
                    interfaces.disable(one, socket.family(), e);
                }
            }
        }
        if (sent == 0) {
            throw nowhere(failure);
        }
    }

    /** Waits for packets, at most {@code millis} (0 for ever), and hands on those that are there. */
    void receive(long millis, Receiver receiver) throws IOException {
        selector.select(millis);
        List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            GroupSocket socket = (GroupSocket) key.attachment();
            while (socket.channel().isOpen() && receiveOne(socket, receiver)) {
                // The next one may be there already.
            }
        }
    }

    /** Wakes up whoever waits in {@link #receive}. */
    void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        for (GroupSocket socket : sockets) {
            socket.close();
        }
        selector.close();
    }

    private void add(GroupSocket socket) throws IOException {
        sockets.add(socket);
        DatagramChannel channel = socket.channel();
        channel.register(selector, SelectionKey.OP_READ, socket);
    }

    private boolean receiveOne(GroupSocket socket, Receiver receiver) throws IOException {
        buffer.clear();
        var from = socket.channel().receive(buffer);
        if (from == null) {
            return false;
        }
        buffer.flip();
        receiver.receive(new Packet(buffer, (InetSocketAddress) from, socket));
        return true;
    }

    private RegistryException nowhere(@Nullable IOException failure) {
        return new RegistryException(
                "mDNS cannot send on " + interfaces + (failure == null ? "" : ": " + failure.getMessage())
                        + ". Is multicast allowed here?",
                failure);
    }
}
