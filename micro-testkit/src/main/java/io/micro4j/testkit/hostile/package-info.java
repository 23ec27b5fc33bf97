/**
 * Input from people who mean harm, for the server of any transport.
 *
 * <p>Start with {@link io.micro4j.testkit.hostile.HostileInput}: extend it, name the transport and the cases. A wire on TCP has the cases of
 * {@link io.micro4j.testkit.hostile.TcpCases}; {@code http} adds those of {@link io.micro4j.testkit.hostile.Http1Cases}.
 */
@NullMarked
package io.micro4j.testkit.hostile;

import org.jspecify.annotations.NullMarked;
