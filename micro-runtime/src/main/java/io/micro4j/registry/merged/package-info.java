/**
 * Several registries as one.
 *
 * <p>Start with {@link io.micro4j.registry.merged.MergedRegistry}, which is safe for use by many threads.
 */
@NullMarked
package io.micro4j.registry.merged;

import org.jspecify.annotations.NullMarked;
