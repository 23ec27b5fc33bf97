package io.micro4j.testkit.grpc;

import io.micro4j.testkit.TransportContract;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;

/** Proves that what {@link Transport} asks for fits a wire with streams, flow control and trailers of its own. */
final class GrpcTransportTest extends TransportContract {
    @Override
    protected Transport open(TransportOptions options) {
        return new GrpcTransport(options);
    }
}
