/**
 * TLS below every wire on TCP. {@link io.micro4j.transport.tls.Encryption} has the certificates and keeps them fresh,
 * {@link io.micro4j.transport.tls.Handshake} stands in a connection until both sides agree, {@link io.micro4j.transport.tls.HandshakeFailure} says
 * why they do not. No API.
 */
@NullMarked
package io.micro4j.transport.tls;

import org.jspecify.annotations.NullMarked;
