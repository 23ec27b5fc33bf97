package io.micro4j.testkit.rules;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.wires.WiresTransport;

final class WiresExchangeTest extends ExchangeContract {
    @Override
    Transport open() {
        return WiresTransport.open(TransportOptions.DEFAULT);
    }
}
