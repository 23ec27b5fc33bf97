package io.micro4j.service;

import io.micro4j.broker.BrokerOptions;
import io.micro4j.client.ClientOptions;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.TransportOptions;

/** What was chosen in the end. Immutable. */
record Chosen(
        ServerOptions server,
        ClientOptions client,
        TransportOptions transport,
        RegistryOptions registry,
        SelectorOptions selector,
        BrokerOptions broker,
        String transportName,
        String registryName,
        String selectorName,
        String brokerName) {}
