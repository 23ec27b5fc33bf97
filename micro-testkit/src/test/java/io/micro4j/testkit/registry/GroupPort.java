package io.micro4j.testkit.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A port that nobody else has, so that tests that run side by side do not hear each other. */
final class GroupPort {
    private GroupPort() {}

    static int free() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free UDP port", e);
        }
    }
}
