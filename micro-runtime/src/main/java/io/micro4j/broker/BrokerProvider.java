package io.micro4j.broker;

import io.micro4j.registry.Registry;

/** Opens a kind of broker. Found by {@link java.util.ServiceLoader}; does no work and never throws while it is loaded. */
public interface BrokerProvider {
    /** Returns the name that it answers to: {@code http}. */
    String name();

    /**
     * Opens a broker, which connects on first use, so that a service can start before it.
     *
     * @param registry where a broker without a server of its own may say who subscribes; it stays its owner's to close
     */
    Broker open(BrokerOptions options, Registry registry);
}
