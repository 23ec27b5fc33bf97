package io.micro4j.testkit.http;

import io.micro4j.call.Metadata;
import io.micro4j.registry.Node;
import io.micro4j.testkit.TransportContract;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.util.Map;

/** The contract, where callers move the bytes of their calls themselves. */
final class DrivenTransportTest extends TransportContract {
    @Override
    protected Transport open(TransportOptions options) {
        return new DrivenTransport(options);
    }

    @Override
    protected Node node(String address) {
        return new Node(address, address, Metadata.of(Map.of("protocol", "mucp", "half-close", "true")));
    }
}
