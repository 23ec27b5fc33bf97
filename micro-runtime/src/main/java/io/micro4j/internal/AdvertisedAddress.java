package io.micro4j.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which address to register. One that was bound to an interface is called there; one that was bound to all is called at the first private address
 * of an interface that is no loopback, else at the first public one, else at the loopback. Source: go-micro v6, {@code internal/util/addr}.
 */
public final class AdvertisedAddress {
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "0:0:0:0:0:0:0:0", "*");

    private AdvertisedAddress() {}

    /**
     * Returns the address to register.
     *
     * @param advertise what was asked for, {@code host:port} or a host; empty for nothing
     * @param listening where the server listens, as {@code host:port}, or a name that has no port
     */
    public static String of(String advertise, String listening) {
        return of(advertise, listening, addresses());
    }

    /**
     * Returns {@code advertise}, if it can be registered.
     *
     * @throws IllegalArgumentException if it is neither empty, {@code host:port} nor a host
     */
    public static String checked(String advertise) {
        Addresses.requireNoSpace(advertise, "advertise");
        String port = advertise.isEmpty() ? "" : HostPort.advertised(advertise).port;
        boolean isPort = port.isEmpty() || (port.matches("[0-9]+") && Addresses.isPort(port) && !port.matches("0+"));
        if (!isPort || advertise.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "advertise is \"" + advertise + "\"; give host:port, with a port from 1 to 65535, or a host");
        }
        return advertise;
    }

    static String of(String advertise, String listening, List<InetAddress> local) {
        HostPort bound = HostPort.bound(listening);
        HostPort wanted = advertise.isEmpty() ? bound : HostPort.advertised(advertise);
        String host = wanted.host;
        String port = wanted.port.isEmpty() ? bound.port : wanted.port;
        if (port.isEmpty()) {
            return host;
        }
        String called = EVERYWHERE.contains(host) ? choose(local) : host;
        return (called.indexOf(':') < 0 ? called : "[" + called + "]") + ":" + port;
    }

    private static String choose(List<InetAddress> local) {
        List<Predicate<InetAddress>> wishes = List.of(
                address -> address instanceof Inet4Address && isPrivate(address),
                AdvertisedAddress::isPrivate,
                address -> address instanceof Inet4Address,
                address -> true);
        return wishes.stream()
                .flatMap(wish -> local.stream().filter(wish))
                .findFirst()
                .map(AdvertisedAddress::text)
                .orElse("127.0.0.1");
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc);
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static List<InetAddress> addresses() {
        List<InetAddress> found = new ArrayList<>();
        try {
            List<NetworkInterface> interfaces = Collections.list(NetworkInterface.getNetworkInterfaces());
            interfaces.sort(Comparator.comparingInt(NetworkInterface::getIndex));
            for (NetworkInterface each : interfaces) {
                if (each.isUp() && !each.isLoopback()) {
                    each.inetAddresses()
                            .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                            .forEach(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot list the network interfaces to find an address to register; give one with advertise", e);
        }
        return found;
    }

    /** An address in two; a host without brackets, a port that may be empty. */
    private record HostPort(String host, String port) {
        static HostPort bound(String address) {
            int colon = address.lastIndexOf(':');
            return colon < 0
                    ? new HostPort(address, "")
                    : new HostPort(bare(address.substring(0, colon)), address.substring(colon + 1));
        }

        static HostPort advertised(String address) {
            boolean manyColons = address.indexOf(':') != address.lastIndexOf(':');
            boolean noPort = address.endsWith("]") || (manyColons && !address.startsWith("["));
            return noPort ? new HostPort(bare(address), "") : bound(address);
        }

        private static String bare(String host) {
            return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        }
    }
}
