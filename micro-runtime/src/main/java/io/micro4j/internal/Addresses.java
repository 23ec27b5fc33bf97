package io.micro4j.internal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be said of an address before anybody knows what it is the address of. */
public final class Addresses {
    private static final Pattern PORT = Pattern.compile(".*:([0-9]+)/?");
    private static final int LAST_PORT = 65_535;

    private Addresses() {}

    /**
     * Returns {@code addresses}, each {@code host:port}, a host, or a URL.
     *
     * @throws IllegalArgumentException if one is empty, has white space in it, or a port that is none
     */
    public static List<String> checked(List<String> addresses) {
        for (String address : addresses) {
            if (address.isEmpty()) {
                throw new IllegalArgumentException("addresses has an empty one; leave it out");
            }
            requireNoSpace(address, "addresses has one that");
            Matcher port = PORT.matcher(address);
            if (port.matches() && !isPort(port.group(1))) {
                throw new IllegalArgumentException("addresses has \"" + address + "\"; ports are 0 to " + LAST_PORT);
            }
        }
        return List.copyOf(addresses);
    }

    /**
     * Refuses what no address can be.
     *
     * @throws IllegalArgumentException if {@code address} has white space in it
     */
    public static void requireNoSpace(String address, String name) {
        if (requireNonNull(address, name)
                .chars()
                .anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    name + " is \"" + address + "\"; addresses have no white space, and a list has commas");
        }
    }

    static boolean isPort(String digits) {
        return digits.length() <= 5 && Integer.parseInt(digits) <= LAST_PORT;
    }
}
