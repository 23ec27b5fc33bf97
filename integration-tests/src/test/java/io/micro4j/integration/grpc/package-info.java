/** Calls between ours and grpc-java's clients and servers. */
package io.micro4j.integration.grpc;
