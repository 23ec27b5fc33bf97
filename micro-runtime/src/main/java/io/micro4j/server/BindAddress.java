package io.micro4j.server;

import io.micro4j.internal.Addresses;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where to listen: one address, or the first of a range of ports that is free.
 *
 * @param text the address as it was given
 * @param candidates the addresses to try, in order
 */
record BindAddress(String text, List<String> candidates) {
    private static final Pattern ONE = Pattern.compile(".*:([0-9]+)");
    private static final Pattern NO_PORT = Pattern.compile("[^:]*:[^:]*[^:0-9][^:]*");
    private static final Pattern RANGE = Pattern.compile("(.*):([0-9]{1,5})-([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    /**
     * Reads {@code host:min-max}, or an address as the transport has it.
     *
     * @throws IllegalArgumentException if the range is none, or a port is none or too large
     */
    static BindAddress parse(String address) {
        Addresses.requireNoSpace(address, "address");
        Matcher range = RANGE.matcher(address);
        if (!range.matches()) {
            Matcher one = ONE.matcher(address);
            if (one.matches() && (one.group(1).length() > 5 || Integer.parseInt(one.group(1)) > LAST_PORT)) {
                throw new IllegalArgumentException(
                        "address is \"" + address + "\"; ports are 0, which is any, to " + LAST_PORT);
            }
            if (NO_PORT.matcher(address).matches()) {
                throw new IllegalArgumentException(
                        "address is \"" + address + "\"; give host:port or host:min-max, and the port as a number");
            }
            return new BindAddress(address, List.of(address));
        }
        int first = Integer.parseInt(range.group(2));
        int last = Integer.parseInt(range.group(3));
        if (first > last || last > LAST_PORT) {
            throw new IllegalArgumentException(
                    "address is \"" + address + "\"; a range of ports goes up, to " + LAST_PORT + " at most");
        }
        String host = range.group(1);
        return new BindAddress(
                address,
                IntStream.rangeClosed(first, last)
                        .mapToObj(port -> host + ":" + port)
                        .toList());
    }

    /**
     * Listens at the first address that can be had.
     *
     * @throws TransportException if none can; it says why of the last
     */
    Listener listen(Transport transport, Acceptor acceptor) {
        int last = candidates.size() - 1;
        for (String candidate : candidates.subList(0, last)) {
            try {
                return transport.listen(candidate, acceptor);
            } catch (TransportException taken) {
                // the next one may be free
            }
        }
        return transport.listen(candidates.get(last), acceptor);
    }

    @Override
    public String toString() {
        return text;
    }
}
