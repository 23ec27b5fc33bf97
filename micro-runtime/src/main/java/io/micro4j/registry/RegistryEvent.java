package io.micro4j.registry;

import static java.util.Objects.requireNonNull;

/**
 * What changed in a registry. Immutable.
 *
 * @param action what happened
 * @param service the version that it happened to, with the nodes that it happened to
 */
public record RegistryEvent(Action action, ServiceEntry service) {
    /** What can happen to nodes. */
    public enum Action {
        /** They are there now; whether they were before does not matter. */
        PUT,
        /** They have gone. An entry without nodes: the whole version has. */
        DELETE
    }

    public RegistryEvent {
        requireNonNull(action, "action");
        requireNonNull(service, "service");
    }
}
