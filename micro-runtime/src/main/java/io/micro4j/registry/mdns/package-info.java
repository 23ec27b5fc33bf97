/**
 * go-micro's default registry: multicast DNS, without any server.
 *
 * <p>Start with {@link io.micro4j.registry.mdns.MdnsRegistry}, which is safe for use by many threads. The records and rules are the specification's
 * section 7.2; the packets are RFC 1035's, with a codec of our own because go-micro wants replies that libraries do not send.
 */
@NullMarked
package io.micro4j.registry.mdns;

import org.jspecify.annotations.NullMarked;
