package io.micro4j.selector;

import io.micro4j.call.MicroException;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The nodes that a selector may choose from: those of the registry's cache, without those that failed lately. */
final class Candidates implements AutoCloseable {
    private final SelectorOptions options;
    private final LongSupplier clock;
    private final IntUnaryOperator random;
    private final RegistryCache cache;
    private final Map<String, Bans> bans = new ConcurrentHashMap<>();

    Candidates(Registry registry, SelectorOptions options, LongSupplier clock, IntUnaryOperator random) {
        this.options = options;
        this.clock = clock;
        this.random = random;
        this.cache = new RegistryCache(registry, options, clock, random);
    }

    /** Returns at least one node of {@code service}. */
    List<Node> of(String service) {
        return allowed(service, cache.nodes(service));
    }

    /** Returns at least one of {@code nodes}. */
    List<Node> of(String service, List<Node> nodes) {
        if (nodes.isEmpty()) {
            throw MicroException.notFound(
                            "None available: \"" + service + "\" is to be called at given nodes, and none is given")
                    .asNeverSent();
        }
        return allowed(service, nodes);
    }

    /** Returns whether nodes of {@code service} are known without asking. */
    boolean areKnown(String service) {
        return !cache.known(service).isEmpty();
    }

    void mark(String service, Node node, @Nullable Throwable failure) {
        Bans noted = bans.get(service);
        if (failure != null) {
            noted = noted == null ? bans.computeIfAbsent(service, unused -> new Bans(options, clock, random)) : noted;
            noted.failed(node, cache.known(service));
        } else if (noted != null) {
            noted.answered(node);
        }
    }

    void reset(String service) {
        Bans noted = bans.get(service);
        if (noted != null) {
            noted.clear();
        }
    }

    @Override
    public void close() {
        cache.close();
    }

    @Override
    public String toString() {
        return cache.toString();
    }

    private List<Node> allowed(String service, List<Node> nodes) {
        Bans noted = bans.get(service);
        return noted == null ? nodes : noted.allowed(nodes);
    }
}
