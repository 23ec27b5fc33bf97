/**
 * A registry for the processes of one user on one host: a directory.
 *
 * <p>Start with {@link io.micro4j.registry.local.LocalRegistry}, which is safe for use by many threads.
 */
@NullMarked
package io.micro4j.registry.local;

import org.jspecify.annotations.NullMarked;
