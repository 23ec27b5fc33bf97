package io.micro4j.testkit.tcp;

import io.micro4j.testkit.TransportContract;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.TransportProvider;
import java.util.ServiceLoader;

final class TcpTransportTest extends TransportContract {
    @Override
    protected Transport open(TransportOptions options) {
        return ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("tcp"))
                .findFirst()
                .orElseThrow()
                .open(options);
    }
}
