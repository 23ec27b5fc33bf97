package io.micro4j.testkit.wires;

import io.micro4j.call.Metadata;
import io.micro4j.registry.Node;
import io.micro4j.testkit.TransportContract;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.wires.WiresTransport;
import java.util.Map;

/** The contract towards a node that says what our servers say. */
final class WiresTransportTest extends TransportContract {
    @Override
    protected Transport open(TransportOptions options) {
        return WiresTransport.open(options);
    }

    @Override
    protected Node node(String address) {
        return new Node(address, address, Metadata.of(Map.of(Node.PROTOCOL, "mucp", Node.WIRES, "tcp,grpc")));
    }
}
