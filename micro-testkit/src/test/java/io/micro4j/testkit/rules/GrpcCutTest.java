package io.micro4j.testkit.rules;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;

final class GrpcCutTest extends StreamCutContract {
    @Override
    Transport open(TransportOptions options) {
        return GrpcTransport.open(options);
    }
}
