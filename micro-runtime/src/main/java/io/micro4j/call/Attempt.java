package io.micro4j.call;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One try of a call that failed. Immutable.
 *
 * @param node where it was tried, as {@code id@host:port}
 * @param took how long, from its start to its end
 * @param error how it ended
 */
public record Attempt(String node, Duration took, MicroError error) {
    public Attempt {
        requireNonNull(node, "node");
        requireNonNull(took, "took");
        requireNonNull(error, "error");
    }

    @Override
    public String toString() {
        return node + ": " + error + " (after " + took.toMillis() + " ms)";
    }
}
