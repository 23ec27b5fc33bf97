package io.micro4j.testkit.rules;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;

final class HttpCutTest extends StreamCutContract {
    @Override
    Transport open(TransportOptions options) {
        return HttpTransport.open(options);
    }

    @Override
    boolean agreesFirst() {
        return false;
    }
}
