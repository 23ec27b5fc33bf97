/**
 * Calls between clients and servers of one process, for tests and for services that share a JVM.
 *
 * <p>Start with {@link io.micro4j.transport.memory.MemoryNetwork}. Everything public here is safe for use by many threads.
 */
@NullMarked
package io.micro4j.transport.memory;

import org.jspecify.annotations.NullMarked;
