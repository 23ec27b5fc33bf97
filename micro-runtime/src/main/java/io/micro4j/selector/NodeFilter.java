package io.micro4j.selector;

import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Leaves some nodes of a service out. Pure: the same answer for the same entries. Its {@code toString} is how it is written in
 * {@code MICRO_SELECTOR_FILTERS}, and stands in the error of a call that it leaves no node to.
 *
 * <p>Filters compose as a list, each given what the one before it left: {@code version=v2; prefer zone=a,b; without 10.0.0.7:8080}.
 */
public interface NodeFilter {
    /** Returns what of {@code versions} may be called. Entries without nodes are as good as left out. */
    List<ServiceEntry> apply(List<ServiceEntry> versions);

    /** Returns a filter that leaves the nodes of one version. */
    static NodeFilter version(String version) {
        return WordedFilter.entries(
                "version=" + version, entry -> entry.version().equals(version));
    }

    /** Returns a filter that leaves the versions which list an endpoint of that name, as {@code Greeter.Hello}. */
    static NodeFilter endpoint(String name) {
        return WordedFilter.entries(
                "endpoint=" + name,
                entry -> entry.endpoints().stream()
                        .anyMatch(endpoint -> endpoint.name().equals(name)));
    }

    /** Returns a filter that leaves the nodes whose metadata has {@code value} under {@code key}. */
    static NodeFilter label(String key, String value) {
        return WordedFilter.nodes("label " + key + "=" + value, node -> value.equals(node.says(key)));
    }

    /**
     * Returns a filter that leaves the nodes with the first of {@code values} that any node has under {@code key}; every node where none has
     * one of them.
     */
    static NodeFilter prefer(String key, String... values) {
        return WordedFilter.preferring(key, List.of(values));
    }

    /** Returns a filter that leaves out the nodes with these ids or addresses. */
    static NodeFilter without(String... idsOrAddresses) {
        Set<String> left = Set.of(idsOrAddresses);
        Predicate<Node> others = node -> !left.contains(node.id()) && !left.contains(node.address());
        return WordedFilter.nodes("without " + String.join(",", idsOrAddresses), others);
    }

    /**
     * Reads filters as {@code MICRO_SELECTOR_FILTERS} has them, between semicolons: {@code version=v2}, {@code endpoint=Greeter.Hello},
     * {@code label zone=a}, {@code prefer zone=a,b}, {@code without greeter-1,10.0.0.7:8080}.
     *
     * @throws IllegalArgumentException if one is none of these
     */
    static List<NodeFilter> parse(String text) {
        return WordedFilter.parse(text);
    }
}
