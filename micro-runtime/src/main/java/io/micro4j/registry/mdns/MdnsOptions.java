package io.micro4j.registry.mdns;

import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.internal.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How {@link MdnsRegistry} behaves. Immutable.
 *
 * @param interfaces the network interfaces to use, as the operating system calls them; empty for every one that is up
 * @param port the group's port: 5353, as go-micro and everybody else has it
 * @param window how long a look-up listens for replies: 100 ms, as in go-micro
 */
public record MdnsOptions(List<String> interfaces, int port, Duration window) {
    /** Every interface, 5353, 100 ms. */
    public static final MdnsOptions DEFAULT = new MdnsOptions(List.of(), 5353, Duration.ofMillis(100));

    public MdnsOptions {
        interfaces = List.copyOf(interfaces);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; mDNS has 5353");
        }
        if (window.toMillis() < 1) {
            throw new IllegalArgumentException("window is " + window + "; replies need some time");
        }
    }

    /**
     * Reads {@code mdns.interfaces} (names with commas between), {@code mdns.port} and {@code mdns.window} (milliseconds); or the variables
     * {@code MICRO_MDNS_INTERFACES} and so on.
     */
    static MdnsOptions of(RegistryOptions options) {
        Settings settings = Settings.of(options);
        List<String> interfaces = Arrays.stream(
                        settings.get("mdns.interfaces", "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        Duration window = Duration.ofMillis(
                number(settings, "mdns.window", DEFAULT.window().toMillis()));
        return new MdnsOptions(
                interfaces,
                (int) number(settings, "mdns.port", DEFAULT.port()),
                window.compareTo(options.timeout()) > 0 ? options.timeout() : window);
    }

    /** Returns these options with other interfaces. */
    public MdnsOptions withInterfaces(String... interfaces) {
        return new MdnsOptions(List.of(interfaces), port, window);
    }

    /** Returns these options with another port. */
    public MdnsOptions withPort(int port) {
        return new MdnsOptions(interfaces, port, window);
    }

    /** Returns these options with another time to listen for replies. */
    public MdnsOptions withWindow(Duration window) {
        return new MdnsOptions(interfaces, port, window);
    }

    private static long number(Settings settings, String name, long otherwise) {
        String text = settings.get(name, String.valueOf(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is \"" + text + "\"; it has to be a number", e);
        }
    }
}
