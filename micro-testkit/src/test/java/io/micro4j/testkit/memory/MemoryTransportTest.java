package io.micro4j.testkit.memory;

import io.micro4j.testkit.TransportContract;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryNetwork;

final class MemoryTransportTest extends TransportContract {
    private final MemoryNetwork network = new MemoryNetwork();

    @Override
    protected Transport open(TransportOptions options) {
        return network.open(options);
    }

    @Override
    protected String address() {
        return ":0";
    }
}
