package io.micro4j.registry;

import static java.util.Objects.requireNonNull;

import io.micro4j.internal.Addresses;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a registry is, and how long to wait for it. Immutable.
 *
 * @param addresses where it listens, in the order to try; empty for its default
 * @param timeout how long one look-up or registration may take
 * @param settings what only some registries know, by name: {@code mdns.interfaces=lo}
 */
public record RegistryOptions(List<String> addresses, Duration timeout, Map<String, String> settings) {
    /** The default address, 5 s (100 ms of listening for mDNS), no settings. */
    public static final RegistryOptions DEFAULT = new RegistryOptions(List.of(), Duration.ofSeconds(5), Map.of());

    public RegistryOptions {
        addresses = Addresses.checked(addresses);
        requireNonNull(timeout, "timeout");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + "; a registry needs some time to answer");
        }
        settings = Map.copyOf(settings);
    }

    /** Returns these options with other addresses. */
    public RegistryOptions withAddresses(List<String> addresses) {
        return new RegistryOptions(addresses, timeout, settings);
    }

    /** Returns these options with another time limit. */
    public RegistryOptions withTimeout(Duration timeout) {
        return new RegistryOptions(addresses, timeout, settings);
    }

    /** Returns these options with one more setting. */
    public RegistryOptions withSetting(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new RegistryOptions(addresses, timeout, more);
    }
}
