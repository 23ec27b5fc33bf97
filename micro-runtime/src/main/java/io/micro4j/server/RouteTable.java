package io.micro4j.server;

import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server serves, by the names that calls come with. Filled by one thread, then read by many. */
final class RouteTable {
    private final Map<String, Served<?, ?>> byName = new HashMap<>();
    private final Map<String, Served<?, ?>> asWritten = new HashMap<>();
    private final Map<String, String> fullNames = new HashMap<>();

    /**
     * Adds {@code served}.
     *
     * @throws IllegalArgumentException if it cannot be told from another by its name
     */
    void add(Served<?, ?> served) {
        Endpoint<?, ?> endpoint = served.endpoint();
        String handler = before(endpoint.name());
        String other = fullNames.putIfAbsent(handler, endpoint.service());
        if (other != null && !other.equals(endpoint.service())) {
            throw new IllegalArgumentException(endpoint.service() + " and " + other + " are both called " + handler
                    + " on the wire, which knows no packages; serve them in two servers, or rename one");
        }
        Served<?, ?> twin = byName.putIfAbsent(endpoint.name(), served);
        if (twin != null) {
            throw new IllegalArgumentException(describe(endpoint) + " and " + describe(twin.endpoint())
                    + " are both called " + endpoint.name() + " on the wire; serve one of them");
        }
        String simple = endpoint.service().substring(endpoint.service().lastIndexOf('.') + 1);
        for (String service : List.of(simple, handler)) {
            asWritten.putIfAbsent(service + "." + endpoint.rpc(), served);
        }
    }

    /** Returns what serves {@code name}, in Go's camel case or as the {@code .proto} writes it; null if nothing does. */
    @Nullable
    Served<?, ?> find(String name) {
        Served<?, ?> served = byName.get(name);
        return served == null ? asWritten.get(name) : served;
    }

    boolean serves(Endpoint<?, ?> endpoint) {
        Served<?, ?> served = byName.get(endpoint.name());
        return served != null && served.endpoint() == endpoint;
    }

    /** Returns why {@code name} is not found, in go-micro's words, by which its clients know it. */
    MicroError missing(String id, String name) {
        int dot = name.indexOf('.');
        if (dot < 0 || dot != name.lastIndexOf('.')) {
            return MicroError.of(id, 404, "rpc: service/endpoint request ill-formed: " + name);
        }
        Set<String> services = new HashSet<>(fullNames.keySet());
        asWritten.keySet().forEach(written -> services.add(before(written)));
        return services.contains(before(name))
                ? MicroError.of(id, 404, "rpc: can't find method " + name.substring(dot + 1))
                : MicroError.of(id, 404, "rpc: can't find service " + before(name));
    }

    /** Returns what is served: services by name, their methods by name. */
    List<Served<?, ?>> all() {
        Collection<Served<?, ?>> served = byName.values();
        List<Served<?, ?>> sorted = new ArrayList<>(served);
        sorted.sort(Comparator.comparing(each -> each.endpoint().name()));
        return sorted;
    }

    private static String before(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    private static String describe(Endpoint<?, ?> endpoint) {
        return endpoint.service() + "." + endpoint.rpc();
    }
}
