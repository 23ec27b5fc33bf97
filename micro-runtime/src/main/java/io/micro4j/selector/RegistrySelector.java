package io.micro4j.selector;

import io.micro4j.call.Selection;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A selector over the cache of a registry: what all have in common, but for the choice among the nodes that may be called. */
abstract class RegistrySelector implements Selector {
    /** Names can come from requests: before there are more, those that nobody answers to are forgotten. */
    private static final int MOST_POOLS = 10_000;

    private final SelectorOptions options;
    private final Sources sources;
    private final RegistryCache cache;
    private final Supplier<Choice> choices;
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    RegistrySelector(Registry registry, SelectorOptions options, Sources sources, Supplier<Choice> choices) {
        this.options = options;
        this.sources = sources;
        this.cache = new RegistryCache(registry, options, sources);
        this.choices = choices;
    }

    @Override
    public final Next select(String service, Selection selection) {
        long now = sources.now();
        Known known = cache.find(service, now);
        return pool(service).select(known, selection, now);
    }

    @Override
    public final Next select(String service, List<Node> nodes) {
        if (nodes.isEmpty()) {
            throw Texts.noneGiven(service);
        }
        return pool(service).select(nodes);
    }

    @Override
    public final boolean isReady(String service) {
        return !cache.known(service).isEmpty();
    }

    @Override
    public final void mark(String service, Node node, Outcome outcome, long nanos) {
        pool(service).mark(node, outcome, nanos, cache.known(service));
    }

    @Override
    public final void reset(String service) {
        Pool pool = pools.get(service);
        if (pool != null) {
            pool.reset();
        }
    }

    @Override
    public final void close() {
        cache.close();
    }

    @Override
    public final String toString() {
        return name() + "[" + cache + "]";
    }

    private Pool pool(String service) {
        Pool pool = pools.get(service);
        if (pool != null) {
            return pool;
        }
        if (pools.size() >= MOST_POOLS) {
            pools.keySet().removeIf(name -> cache.known(name).isEmpty());
        }
        return pools.computeIfAbsent(service, name -> new Pool(name, options, sources, choices.get()));
    }
}
