package io.micro4j.testkit.rules;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.tcp.TcpTransport;

final class TcpCutTest extends StreamCutContract {
    @Override
    Transport open(TransportOptions options) {
        return TcpTransport.open(options);
    }
}
