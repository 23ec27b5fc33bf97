package io.micro4j.selector;

import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * What a registry said of the services that somebody looked up, kept up to date by listening to it and by asking again. Safe for use by many
 * threads.
 */
final class RegistryCache implements AutoCloseable {
    /** Names can come from requests: those that were not found are forgotten before they are too many. */
    private static final int MOST_ABSENT = 1_000;

    private final Registry registry;
    private final SelectorOptions options;
    private final LongSupplier clock;
    private final IntUnaryOperator random;
    private final Map<String, CachedService> services = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor refreshes;

    RegistryCache(Registry registry, SelectorOptions options, LongSupplier clock, IntUnaryOperator random) {
        this.registry = registry;
        this.options = options;
        this.clock = clock;
        this.random = random;
        this.refreshes = new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "micro-selector-" + registry.name());
            thread.setDaemon(true);
            return thread;
        });
        this.refreshes.allowCoreThreadTimeOut(true);
    }

    /** Returns the nodes of {@code service}, at least one. Blocks only while nothing is known of it. */
    List<Node> nodes(String service) {
        CachedService cached = services.get(service);
        return (cached == null ? add(service) : cached).nodes();
    }

    /** Returns the nodes that are known without asking; maybe none. */
    List<Node> known(String service) {
        CachedService cached = services.get(service);
        return cached == null ? List.of() : cached.known();
    }

    @Override
    public void close() {
        refreshes.shutdown();
        services.values().forEach(CachedService::close);
    }

    @Override
    public String toString() {
        return registry + ", " + services.size() + " services";
    }

    private CachedService add(String service) {
        if (services.size() >= MOST_ABSENT) {
            services.values().removeIf(CachedService::isForgettable);
        }
        return services.computeIfAbsent(
                service, name -> new CachedService(name, registry, options, clock, random, refreshes));
    }
}
