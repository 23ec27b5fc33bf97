/**
 * How calls travel between processes. The unit is the call, not the connection: how calls map to connections is each transport's own matter.
 *
 * <p>Start with {@link io.micro4j.transport.Transport}, then {@link io.micro4j.transport.Socket} and {@link io.micro4j.transport.Receiver}, the two
 * halves of a call. Transports and listeners are safe for use by many threads; the halves say what they allow.
 */
@NullMarked
package io.micro4j.transport;

import org.jspecify.annotations.NullMarked;
