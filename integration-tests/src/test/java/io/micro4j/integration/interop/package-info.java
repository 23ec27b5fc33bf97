/**
 * gRPC's interoperability cases (grpc/grpc, doc/interop-test-descriptions.md): grpc-go's client against our server, our client against the servers of
 * grpc-go and grpc-java.
 */
@NullMarked
package io.micro4j.integration.interop;

import org.jspecify.annotations.NullMarked;
