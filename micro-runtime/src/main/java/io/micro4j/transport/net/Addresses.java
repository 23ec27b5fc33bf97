package io.micro4j.transport.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code host:port}, an IPv6 host in brackets. */
public final class Addresses {
    private Addresses() {}

    /** Returns {@code address} as {@code host:port}; empty if there is none. */
    public static String text(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress socket ? NetUtil.toSocketAddressString(socket) : "";
    }

    /**
     * Returns the host and the port of {@code address}; the host is not looked up.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (colon < 0 || (host.contains(":") && !bracketed)) {
            throw new IllegalArgumentException(
                    "\"" + address + "\" is no address; write host:port, with an IPv6 host in brackets");
        }
        return InetSocketAddress.createUnresolved(
                bracketed ? host.substring(1, host.length() - 1) : host, port(address, address.substring(colon + 1)));
    }

    /** Returns the address of a host that is one in digits, or null if it is a name. */
    public static @Nullable InetAddress literal(String host) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return bytes == null ? null : InetAddress.getByAddress(host, bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("An address of " + bytes.length + " bytes", e);
        }
    }

    private static int port(String address, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("\"" + address + "\" has no port from 0 to 65535 after its last colon");
    }
}
