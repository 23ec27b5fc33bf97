package io.micro4j.registry.internal;

import io.micro4j.registry.ServiceEntry;

/**
 * What tells one registration from another.
 *
 * @param service the name of the service
 * @param version its version
 * @param node the id of the node
 */
public record NodeKey(String service, String version, String node) {
    /** Returns the key of an entry that has exactly one node. */
    public static NodeKey of(ServiceEntry single) {
        return new NodeKey(
                single.name(), single.version(), single.nodes().get(0).id());
    }
}
