package io.micro4j.registry;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where services say that they run, and where clients find them.
 *
 * <p>Safe for use by many threads. Every method may block on the network; none is for an I/O thread.
 */
public interface Registry extends AutoCloseable {
    /** Returns the name it is chosen by: {@code mdns}. */
    String name();

    /**
     * Adds the nodes of {@code service}, or renews them.
     *
     * @param ttl how long the nodes stay without a renewal; {@link Duration#ZERO} for ever
     * @throws RegistryException if the registry cannot be reached or refuses
     */
    void register(ServiceEntry service, Duration ttl);

    /**
     * Removes the nodes of {@code service}. Does nothing for nodes that are not there.
     *
     * @throws RegistryException if the registry cannot be reached
     */
    void deregister(ServiceEntry service);

    /**
     * Returns one entry a version, each with at least one node; empty if nothing runs under {@code name}.
     *
     * @throws RegistryException if the registry cannot be reached: never an empty list in its place
     */
    List<ServiceEntry> find(String name);

    /**
     * Returns the names of all that runs, sorted, each once.
     *
     * @throws RegistryException if the registry cannot be reached
     */
    List<String> list();

    /**
     * Tells {@code listener} what changes from now on, one event at a time, on a thread of the registry's own, until the watch is closed. What
     * is already there is not told. A watch survives outages of its registry.
     *
     * @param name the service to watch; empty for all
     * @throws RegistryException if the registry cannot be watched
     */
    Watch watch(String name, Consumer<RegistryEvent> listener);

    /** Stops renewals and watches, and leaves registrations to end by themselves. Closing twice is allowed. */
    @Override
    void close();
}
