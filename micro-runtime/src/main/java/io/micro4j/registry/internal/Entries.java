package io.micro4j.registry.internal;

import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes entries apart and puts them together: registries keep one entry a node, callers see one a version. */
public final class Entries {
    private Entries() {}

    /** Returns one entry a node. */
    public static List<ServiceEntry> split(ServiceEntry entry) {
        return entry.nodes().stream()
                .map(node -> entry.withNodes(List.of(node)))
                .toList();
    }

    /**
     * Returns one entry a version, in the order in which they first appear. Of nodes with one id the first stays, and what is said of the
     * version is what the first entry says.
     *
     * @param entries entries of one service
     */
    public static List<ServiceEntry> merge(Iterable<ServiceEntry> entries) {
        Map<String, ServiceEntry> versions = new LinkedHashMap<>();
        for (ServiceEntry entry : entries) {
            versions.merge(entry.version(), entry, Entries::join);
        }
        return List.copyOf(versions.values());
    }

    private static ServiceEntry join(ServiceEntry older, ServiceEntry newer) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        older.nodes().forEach(node -> nodes.put(node.id(), node));
        newer.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
        return older.withNodes(new ArrayList<>(nodes.values()));
    }
}
