package io.micro4j.testkit.rules;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;

final class HttpExchangeTest extends ExchangeContract {
    @Override
    Transport open() {
        return HttpTransport.open(TransportOptions.DEFAULT);
    }
}
