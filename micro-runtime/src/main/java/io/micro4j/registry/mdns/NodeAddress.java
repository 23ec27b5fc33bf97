package io.micro4j.registry.mdns;

import io.micro4j.registry.Node;
import io.micro4j.registry.RegistryException;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Where a node listens, as DNS says it: a number and a port. Immutable. */
record NodeAddress(InetAddress host, int port) {
    private static final int LARGEST_PORT = 65_535;

    /**
     * Reads {@code 10.0.0.1:8080} or {@code [fd00::1]:8080}.
     *
     * @throws RegistryException if it is something else: mDNS has no place for names of hosts or queues
     */
    static NodeAddress of(Node node) {
        String text = node.address();
        int colon = text.lastIndexOf(':');
        int port = colon < 0 ? -1 : port(text.substring(colon + 1));
        byte[] host = port < 0 ? null : host(text.substring(0, colon));
        if (host == null) {
            throw new RegistryException(
                    "mDNS cannot register node " + node.id() + " at \"" + text
                            + "\": it carries an IP address and a port, as 10.0.0.1:8080 or [fd00::1]:8080."
                            + " Advertise such an address, or choose another registry.",
                    null);
        }
        try {
            return new NodeAddress(InetAddress.getByAddress(host), port);
        } catch (UnknownHostException e) {
            throw new RegistryException("\"" + text + "\" is no IP address", e);
        }
    }

    @Override
    public String toString() {
        String number = NetUtil.toAddressString(host);
        return (number.indexOf(':') < 0 ? number : "[" + number + "]") + ":" + port;
    }

    private static byte @Nullable [] host(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String number = bracketed ? text.substring(1, text.length() - 1) : text;
        // A zone, as in fe80::1%eth0, means something on this host only.
        return number.indexOf('%') >= 0 || bracketed != (number.indexOf(':') >= 0)
                ? null
                : NetUtil.createByteArrayFromIpAddressString(number);
    }

    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port <= LARGEST_PORT ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
