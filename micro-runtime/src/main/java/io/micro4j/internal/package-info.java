/**
 * What packages of this module share and nobody else should name. No API.
 *
 * <p>Start with {@link io.micro4j.internal.Providers}. Everything here is safe for use by many threads.
 */
@NullMarked
package io.micro4j.internal;

import org.jspecify.annotations.NullMarked;
