package io.micro4j.selector;

import io.micro4j.call.MicroException;
import io.micro4j.internal.EditDistance;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.ServiceEntry;
import java.util.List;

/** What a selector says when it has no node to give. */
final class Texts {
    private static final int MOST = 10;

    private Texts() {}

    static String absent(String service, Registry registry) {
        List<String> names = names(registry);
        String found = "No service is called \"" + service + "\" in registry " + registry.name();
        if (names.isEmpty()) {
            return found + ", and nothing else is there. Is it running, and on this network?";
        }
        if (names.contains(service)) {
            return "None available: \"" + service + "\" is listed in registry " + registry.name()
                    + ", but no node of it answers. Is it starting or stopping?";
        }
        List<String> nearest = EditDistance.nearest(service, names);
        return nearest.isEmpty()
                ? found + "; found " + shortened(names) + ". Is it running, and on this network?"
                : found + "; the nearest names found are " + nearest + ".";
    }

    static String unreachable(String service, Registry registry, RegistryException failure) {
        return "\"" + service + "\" cannot be looked up: registry " + registry.name() + " does not answer. "
                + failure.getMessage();
    }

    static MicroException noneGiven(String service) {
        return MicroException.notFound(
                        "None available: \"" + service + "\" is to be called at given nodes, and none is given")
                .asNeverSent();
    }

    static MicroException noneLeft(String service, List<NodeFilter> filters, Known known) {
        List<String> versions =
                known.versions().stream().map(ServiceEntry::version).toList();
        return MicroException.unavailable(
                        "None available: of the " + known.nodes().size() + " nodes of \"" + service
                                + "\" (versions " + shortened(versions) + "), none passes " + filters
                                + ". Is the filter what you meant, and is such a node running?")
                .asNeverSent();
    }

    private static List<String> names(Registry registry) {
        try {
            return registry.list();
        } catch (RegistryException e) {
            return List.of(); // the look-up itself worked; the names would only have helped
        }
    }

    private static String shortened(List<String> names) {
        return names.size() <= MOST
                ? names.toString()
                : names.subList(0, MOST) + " and " + (names.size() - MOST) + " more";
    }
}
