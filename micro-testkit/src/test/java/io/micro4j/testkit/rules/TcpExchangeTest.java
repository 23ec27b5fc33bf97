package io.micro4j.testkit.rules;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.tcp.TcpTransport;

final class TcpExchangeTest extends ExchangeContract {
    @Override
    Transport open() {
        return new TcpTransport.Provider().open(TransportOptions.DEFAULT);
    }
}
