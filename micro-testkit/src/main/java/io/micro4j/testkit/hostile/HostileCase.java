package io.micro4j.testkit.hostile;

import io.micro4j.testkit.RawConnection;
import java.time.Duration;

/**
 * Something that a client does to a server. Immutable.
 *
 * @param name the name of the test
 * @param attack does it, and asserts what the server has to say to it
 * @param within how long that may take
 * @param slow whether it runs only where slow tests do
 */
public record HostileCase(String name, Attack attack, Duration within, boolean slow) {
    private static final Duration SOON = Duration.ofSeconds(5);

    /** What is done to a server. */
    @FunctionalInterface
    public interface Attack {
        /** Does it to the server at {@code address}: {@code host:port}. */
        void on(String address) throws Exception;
    }

    /** What a server has to say to the bytes of a connection. */
    @FunctionalInterface
    public interface Expectation {
        /** Asserts it; the bytes have been sent. */
        void check(RawConnection connection);
    }

    /** Returns a case in which {@code bytes} are sent on a connection of their own. */
    public static HostileCase bytes(String name, byte[] bytes, Expectation expectation) {
        return of(name, address -> {
            try (RawConnection connection = RawConnection.to(address)) {
                expectation.check(connection.send(bytes));
            }
        });
    }

    /** Returns a case that ends soon. */
    public static HostileCase of(String name, Attack attack) {
        return new HostileCase(name, attack, SOON, false);
    }

    /** Returns a case that takes up to {@code within}, and runs only where slow tests do. */
    public static HostileCase slow(String name, Duration within, Attack attack) {
        return new HostileCase(name, attack, within, true);
    }

    /** Returns this, run only where slow tests are. */
    public HostileCase asSlow() {
        return new HostileCase(name, attack, within, true);
    }

    /** Returns this, with another bound on its time. */
    public HostileCase within(Duration time) {
        return new HostileCase(name, attack, time, slow);
    }
}
