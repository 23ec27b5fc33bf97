package io.micro4j.testkit.rules;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryTransport;

final class MemoryExchangeTest extends ExchangeContract {
    @Override
    Transport open() {
        return new MemoryTransport.Provider().open(TransportOptions.DEFAULT);
    }
}
