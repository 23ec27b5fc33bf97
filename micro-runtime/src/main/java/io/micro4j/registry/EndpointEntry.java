package io.micro4j.registry;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Metadata;

/**
 * One endpoint, as a registry shows it to people and tools. Immutable.
 *
 * @param name {@code Greeter.Hello}
 * @param request what it takes
 * @param reply what it gives
 * @param metadata {@code stream=true} for one that streams
 */
public record EndpointEntry(String name, ValueEntry request, ValueEntry reply, Metadata metadata) {
    public EndpointEntry {
        requireNonNull(name, "name");
        requireNonNull(request, "request");
        requireNonNull(reply, "reply");
        requireNonNull(metadata, "metadata");
    }
}
