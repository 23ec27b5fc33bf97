package io.micro4j.selector;

import io.micro4j.registry.Registry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a registry said of the services that somebody looked up, kept up to date by listening to it and by asking again. Safe for use by many
 * threads.
 */
final class RegistryCache implements AutoCloseable {
    /** Names can come from requests: those that were not found are forgotten before they are too many. */
    private static final int MOST_ABSENT = 1_000;

    private final Registry registry;
    private final SelectorOptions options;
    private final Sources sources;
    private final Map<String, CachedService> services = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor refreshes;

    RegistryCache(Registry registry, SelectorOptions options, Sources sources) {
        this.registry = registry;
        this.options = options;
        this.sources = sources;
        this.refreshes = new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "micro-selector-" + registry.name());
            thread.setDaemon(true);
            return thread;
        });
        this.refreshes.allowCoreThreadTimeOut(true);
    }

    /** Returns what is known of {@code service}, with at least one node. Blocks only while nothing is known of it. */
    Known find(String service, long now) {
        CachedService cached = services.get(service);
        return (cached == null ? add(service) : cached).find(now);
    }

    /** Returns what is known without asking; maybe nothing. */
    Known known(String service) {
        CachedService cached = services.get(service);
        return cached == null ? Known.NOTHING : cached.known();
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
                service, name -> new CachedService(name, registry, options, sources, refreshes));
    }
}
