/**
 * A broker in this process.
 *
 * <p>Start with {@link io.micro4j.broker.memory.MemoryBroker}. It is safe for use by many threads.
 */
@NullMarked
package io.micro4j.broker.memory;

import org.jspecify.annotations.NullMarked;
