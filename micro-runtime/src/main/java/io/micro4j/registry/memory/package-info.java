/**
 * A registry for the services of one process.
 *
 * <p>Start with {@link io.micro4j.registry.memory.MemoryRegistry}, which is safe for use by many threads.
 */
@NullMarked
package io.micro4j.registry.memory;

import org.jspecify.annotations.NullMarked;
