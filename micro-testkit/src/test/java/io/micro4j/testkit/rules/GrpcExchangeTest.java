package io.micro4j.testkit.rules;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;

final class GrpcExchangeTest extends ExchangeContract {
    @Override
    Transport open() {
        return new GrpcTransport.Provider().open(TransportOptions.DEFAULT);
    }
}
