package io.micro4j.selector;

import static io.micro4j.registry.RegistryEvent.Action.DELETE;

import io.micro4j.registry.Node;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.ServiceEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of a service. Immutable.
 *
 * @param versions one entry a version
 * @param nodes the nodes of all versions
 * @param since when the registry was asked, in nanoseconds of the clock
 * @param ttl for how many nanoseconds that will do
 */
record Known(List<ServiceEntry> versions, List<Node> nodes, long since, long ttl) {
    static final Known NOTHING = new Known(List.of(), List.of(), 0, 0);

    static Known of(List<ServiceEntry> versions, long since, long ttl) {
        List<Node> nodes =
                versions.stream().flatMap(version -> version.nodes().stream()).toList();
        return new Known(versions, nodes, since, ttl);
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    boolean isOld(long now) {
        return now - since >= ttl;
    }

    /** Returns the same knowledge, believed for {@code ttl} from {@code now} on. */
    Known believed(long now, long ttl) {
        return new Known(versions, nodes, now, ttl);
    }

    /** Returns what is known after {@code event}. */
    Known after(RegistryEvent event) {
        Map<String, ServiceEntry> changed = new LinkedHashMap<>();
        versions.forEach(version -> changed.put(version.version(), version));
        ServiceEntry told = event.service();
        if (event.action() == DELETE) {
            changed.computeIfPresent(told.version(), (version, before) -> without(before, told.nodes()));
        } else {
            changed.merge(told.version(), told, Known::with);
        }
        changed.values().removeIf(version -> version.nodes().isEmpty());
        return of(List.copyOf(changed.values()), since, ttl);
    }

    private static ServiceEntry without(ServiceEntry before, List<Node> gone) {
        Set<String> ids = gone.stream().map(Node::id).collect(Collectors.toSet());
        return before.withNodes(
                gone.isEmpty()
                        ? List.of()
                        : before.nodes().stream()
                                .filter(node -> !ids.contains(node.id()))
                                .toList());
    }

    private static ServiceEntry with(ServiceEntry before, ServiceEntry told) {
        List<Node> nodes = new ArrayList<>(told.nodes());
        nodes.addAll(without(before, told.nodes()).nodes());
        return told.withNodes(told.nodes().isEmpty() ? before.nodes() : nodes);
    }
}
