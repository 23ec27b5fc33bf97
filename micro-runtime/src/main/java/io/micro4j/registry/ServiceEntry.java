package io.micro4j.registry;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Metadata;
import java.util.List;

/**
 * One version of a service, as a registry keeps it. Immutable. The shape is go-micro's {@code registry.Service}.
 *
 * @param name what clients look for: {@code greeter}
 * @param version {@code latest} where nothing else is said
 * @param metadata what holds for every node; mDNS does not carry it
 * @param endpoints what can be called, in order
 * @param nodes who serves it; empty where nobody does
 */
public record ServiceEntry(
        String name, String version, Metadata metadata, List<EndpointEntry> endpoints, List<Node> nodes) {
    /** The version of a service that says none. */
    public static final String LATEST = "latest";

    public ServiceEntry {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A service needs a name");
        }
        requireNonNull(version, "version");
        requireNonNull(metadata, "metadata");
        endpoints = List.copyOf(endpoints);
        nodes = List.copyOf(nodes);
    }

    /** Returns the latest version of {@code name} with {@code nodes} and nothing else said. */
    public static ServiceEntry of(String name, Node... nodes) {
        return new ServiceEntry(name, LATEST, Metadata.EMPTY, List.of(), List.of(nodes));
    }

    /** Returns this entry with other nodes. */
    public ServiceEntry withNodes(List<Node> nodes) {
        return new ServiceEntry(name, version, metadata, endpoints, nodes);
    }

    /** Returns this entry with another version. */
    public ServiceEntry withVersion(String version) {
        return new ServiceEntry(name, version, metadata, endpoints, nodes);
    }

    @Override
    public String toString() {
        return name + "/" + version + nodes;
    }
}
