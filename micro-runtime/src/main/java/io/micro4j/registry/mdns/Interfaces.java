package io.micro4j.registry.mdns;

import io.micro4j.registry.RegistryException;
import io.micro4j.registry.internal.Warnings;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The network interfaces to use, and those that turned out to be of no use for a while. Safe for use by many threads. */
final class Interfaces {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Asking the operating system takes a while, and interfaces come and go rarely. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Snapshot(List<NetworkInterface> up, long since) {}

    private final List<String> names;
    private final LongSupplier clock;
    private final Warnings warnings;
    private volatile Snapshot snapshot = new Snapshot(List.of(), 0);
    private final Map<String, Long> disabled = new ConcurrentHashMap<>();

    /**
     * Makes a choice of interfaces.
     *
     * @param names as the operating system calls them; empty for every one that is up
     */
    Interfaces(List<String> names, LongSupplier clock, Warnings warnings) {
        this.names = names;
        this.clock = clock;
        this.warnings = warnings;
    }

    /** Returns the interfaces that are up, loopback included: Java calls it unable to multicast, and is wrong. */
    List<NetworkInterface> up() {
        Snapshot last = snapshot;
        long now = clock.getAsLong();
        if (last.up().isEmpty() || now - last.since() >= FRESH_NANOS) {
            last = new Snapshot(ask(), now);
            snapshot = last;
        }
        return last.up();
    }

    private List<NetworkInterface> ask() {
        try {
            List<NetworkInterface> all = NetworkInterface.networkInterfaces()
                    .filter(Interfaces::isUp)
                    .toList();
            List<NetworkInterface> chosen = names.isEmpty()
                    ? all
                    : all.stream().filter(one -> names.contains(one.getName())).toList();
            if (chosen.isEmpty()) {
                throw new RegistryException(
                        "mDNS has no network interface to use: mdns.interfaces is " + names
                                + ", and those that are up are "
                                + all.stream().map(NetworkInterface::getName).toList(),
                        null);
            }
            return chosen;
        } catch (SocketException e) {
            throw new RegistryException("mDNS cannot learn the network interfaces of this host: " + e.getMessage(), e);
        }
    }

    /** Returns those that are up, speak {@code family}, and did not fail lately. */
    List<NetworkInterface> of(ProtocolFamily family) {
        return up().stream()
                .filter(one -> speaks(one, family) && isEnabled(one, family))
                .toList();
    }

    /** Leaves an interface out for a while. Loopback rarely has a route for IPv6 groups: worth a warning only where nothing is left. */
    void disable(NetworkInterface one, ProtocolFamily family, IOException failure) {
        disabled.put(key(one, family), clock.getAsLong());
        boolean useless = Stream.of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6)
                .noneMatch(other -> speaks(one, other) && isEnabled(one, other));
        if (useless) {
            warnings.warn(
                    "interface " + one.getName(),
                    "mDNS cannot send on interface " + one.getName() + " (" + failure.getMessage()
                            + ") and goes on without it. If that is not to be, name the ones to use with mdns.interfaces.",
                    failure);
        }
    }

    /** Takes note that sending worked. */
    void works(NetworkInterface one, ProtocolFamily family) {
        if (!disabled.isEmpty() && disabled.remove(key(one, family)) != null) {
            warnings.over("interface " + one.getName());
        }
    }

    /**
     * Returns whether {@code address} may ask. The socket hears more than the group: what everybody on the internet sends to its port. Answering
     * them would make it a tool of those who fake their address; and an interface that was not named is to hear nothing.
     */
    boolean isNear(InetAddress address) {
        boolean privateUse = address.isLoopbackAddress() || address.isLinkLocalAddress() || isSiteLocal(address);
        return (names.isEmpty() && privateUse) || up().stream().anyMatch(one -> isOn(one, address));
    }

    @Override
    public String toString() {
        return names.isEmpty() ? "any interface" : names.toString();
    }

    private boolean isEnabled(NetworkInterface one, ProtocolFamily family) {
        Long since = disabled.get(key(one, family));
        return since == null || clock.getAsLong() - since >= PAUSE_NANOS;
    }

    private static String key(NetworkInterface one, ProtocolFamily family) {
        return one.getName() + " " + family.name();
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (SocketException e) {
            return false; // it went away between listing and asking
        }
    }

    private static boolean speaks(NetworkInterface one, ProtocolFamily family) {
        return one.inetAddresses()
                .anyMatch(address -> address instanceof Inet4Address == (family == StandardProtocolFamily.INET));
    }

    private static boolean isSiteLocal(InetAddress address) {
        boolean uniqueLocal = !(address instanceof Inet4Address) && (address.getAddress()[0] & 0xFE) == 0xFC;
        return uniqueLocal || address.isSiteLocalAddress();
    }

    private static boolean isOn(NetworkInterface one, InetAddress address) {
        return one.getInterfaceAddresses().stream().anyMatch(own -> sharesPrefix(own, address));
    }

    private static boolean sharesPrefix(InterfaceAddress own, InetAddress address) {
        byte[] one = own.getAddress().getAddress();
        byte[] other = address.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < own.getNetworkPrefixLength(); bit++) {
            int mask = 0x80 >>> (bit % 8);
            if (((one[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
