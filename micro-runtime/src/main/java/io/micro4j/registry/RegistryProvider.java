package io.micro4j.registry;

/** Opens a kind of registry. Found by {@link java.util.ServiceLoader}; does no work and never throws while it is loaded. */
public interface RegistryProvider {
    /** Returns the name that it answers to: {@code mdns}. */
    String name();

    /** Opens a registry. One that is reached over the network is reached on first use, so that a service can start before it. */
    Registry open(RegistryOptions options);
}
