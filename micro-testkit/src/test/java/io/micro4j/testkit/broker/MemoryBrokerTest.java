package io.micro4j.testkit.broker;

import io.micro4j.broker.Broker;
import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.memory.MemoryBroker;
import io.micro4j.testkit.BrokerContract;

final class MemoryBrokerTest extends BrokerContract {
    private final MemoryBroker first = new MemoryBroker();

    @Override
    protected Broker open(BrokerOptions options) {
        return first.another(options);
    }
}
