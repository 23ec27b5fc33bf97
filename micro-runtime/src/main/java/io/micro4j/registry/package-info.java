/**
 * Where services say that they run, and where clients find them.
 *
 * <p>Start with {@link io.micro4j.registry.Registry}; what it keeps is a {@link io.micro4j.registry.ServiceEntry}. Registries are safe for use by
 * many threads, everything else is immutable.
 */
@NullMarked
package io.micro4j.registry;

import org.jspecify.annotations.NullMarked;
