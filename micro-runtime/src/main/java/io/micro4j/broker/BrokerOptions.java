package io.micro4j.broker;

import static java.util.Objects.requireNonNull;

import io.micro4j.internal.Addresses;
import io.micro4j.transport.Tls;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker is and how much it may take. Immutable.
 *
 * @param addresses where it listens, in the order to try; for the http broker, where this process receives. Empty for the default
 * @param timeout how long publishing may take in all, until the last subscriber has handled the event
 * @param maxEventBytes the largest event that is published or taken, in bytes, with its headers and as the broker writes it
 * @param drainTime how long the end of a subscription waits for handlers; {@link Duration#ZERO} for not at all
 * @param tls how connections are encrypted; plain text unless said. A service hands on what it says of its transport
 */
public record BrokerOptions(
        List<String> addresses,
        Duration timeout,
        int maxEventBytes,
        Duration drainTime,
        @Nullable Tls tls) {
    /** The default address, 30 s to publish, 4 MiB an event, 10 s to drain, plain text. */
    public static final BrokerOptions DEFAULT =
            new BrokerOptions(List.of(), Duration.ofSeconds(30), 4 * 1024 * 1024, Duration.ofSeconds(10), null);

    public BrokerOptions {
        addresses = Addresses.checked(addresses);
        if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + "; publishing needs more than no time");
        }
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException("maxEventBytes is " + maxEventBytes + "; it must be at least 1");
        }
        if (requireNonNull(drainTime, "drainTime").isNegative()) {
            throw new IllegalArgumentException("drainTime is " + drainTime + "; use Duration.ZERO for not at all");
        }
    }

    /** Returns these options with other addresses. */
    public BrokerOptions withAddresses(List<String> addresses) {
        return new BrokerOptions(addresses, timeout, maxEventBytes, drainTime, tls);
    }

    /** Returns these options with another time for publishing. */
    public BrokerOptions withTimeout(Duration timeout) {
        return new BrokerOptions(addresses, timeout, maxEventBytes, drainTime, tls);
    }

    /** Returns these options with another bound on an event. */
    public BrokerOptions withMaxEventBytes(int maxEventBytes) {
        return new BrokerOptions(addresses, timeout, maxEventBytes, drainTime, tls);
    }

    /** Returns these options with another time for handlers to end. */
    public BrokerOptions withDrainTime(Duration drainTime) {
        return new BrokerOptions(addresses, timeout, maxEventBytes, drainTime, tls);
    }

    /** Returns these options with other encryption; null for plain text. */
    public BrokerOptions withTls(@Nullable Tls tls) {
        return new BrokerOptions(addresses, timeout, maxEventBytes, drainTime, tls);
    }
}
