package io.micro4j.service;

import io.micro4j.broker.BrokerOptions;
import io.micro4j.client.ClientOptions;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.TransportOptions;
import java.util.HashSet;
import java.util.Set;

/** What is chosen so far. For one thread. */
final class Choices {
    private static final String DEFAULT_TRANSPORT = "http";
    private static final String DEFAULT_REGISTRY = "mdns";
    private static final String DEFAULT_SELECTOR = "random";
    private static final String DEFAULT_BROKER = "http";

    ServerOptions.Builder server;
    ClientOptions client = ClientOptions.DEFAULT;
    TransportOptions.Builder transport = TransportOptions.DEFAULT.toBuilder();
    RegistryOptions registry = RegistryOptions.DEFAULT;
    SelectorOptions selector = SelectorOptions.DEFAULT;
    BrokerOptions broker = BrokerOptions.DEFAULT;
    String transportName = DEFAULT_TRANSPORT;
    String registryName = DEFAULT_REGISTRY;
    String selectorName = DEFAULT_SELECTOR;
    String brokerName = DEFAULT_BROKER;

    /** Variables of parts that were handed over as objects: what is said by name, or of options, does not matter to these. */
    final Set<String> handedOver = new HashSet<>();

    Choices(ServerOptions server) {
        this.server = server.toBuilder();
    }

    private Choices(Chosen chosen) {
        this.server = chosen.server().toBuilder();
        this.client = chosen.client();
        this.transport = chosen.transport().toBuilder();
        this.registry = chosen.registry();
        this.selector = chosen.selector();
        this.broker = chosen.broker();
        this.transportName = chosen.transportName();
        this.registryName = chosen.registryName();
        this.selectorName = chosen.selectorName();
        this.brokerName = chosen.brokerName();
    }

    Choices copy() {
        Choices copy = new Choices(chosen());
        copy.handedOver.addAll(handedOver);
        return copy;
    }

    /** @throws IllegalArgumentException if they contradict each other */
    Chosen chosen() {
        return new Chosen(
                server.build(),
                client,
                transport.build(),
                registry,
                selector,
                broker,
                transportName,
                registryName,
                selectorName,
                brokerName);
    }
}
