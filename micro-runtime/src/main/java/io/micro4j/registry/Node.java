package io.micro4j.registry;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * One process that serves, and where it listens. Immutable; two are equal that have one id, address and metadata.
 *
 * @param id what tells it from every other node: {@code greeter-7d1c…}
 * @param address {@code host:port}; an IPv6 host in brackets
 * @param metadata what it says of itself: go-micro's {@code protocol}, {@code transport}, …, and our own keys
 */
public record Node(String id, String address, Metadata metadata) {
    /** The key under which a node says what it speaks: {@code mucp} or {@code grpc}. */
    public static final String PROTOCOL = "protocol";

    /** The key under which a node of ours says what else it speaks at its address: {@code tcp,grpc}. */
    public static final String WIRES = "micro-wires";

    public Node {
        if (id.isEmpty() || address.isEmpty()) {
            throw new IllegalArgumentException(
                    "A node needs an id and an address; got \"" + id + "\" at \"" + address + "\"");
        }
        requireNonNull(metadata, "metadata");
    }

    /** Returns a node of which only the address is known: it speaks mucp. Its id is its address. */
    public static Node of(String address) {
        return new Node(address, address, Metadata.of(PROTOCOL, "mucp"));
    }

    /** Returns what the node says under {@code key}, or null. */
    public @Nullable String says(String key) {
        return metadata.get(key);
    }

    @Override
    public String toString() {
        return id.equals(address) ? address : id + "@" + address;
    }
}
