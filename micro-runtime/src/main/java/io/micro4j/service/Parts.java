package io.micro4j.service;

import io.micro4j.broker.Broker;
import io.micro4j.registry.Registry;
import io.micro4j.selector.Selector;
import io.micro4j.transport.Transport;
import java.util.List;

/**
 * What a server and a client share.
 *
 * @param opened what was opened for them and is closed with them, in that order
 */
record Parts(Transport transport, Registry registry, Selector selector, Broker broker, List<AutoCloseable> opened)
        implements AutoCloseable {
    @Override
    public void close() {
        Closing.each(opened);
    }

    @Override
    public String toString() {
        return transport.name() + ", " + registry.name() + ", " + selector.name() + ", " + broker.name();
    }
}
