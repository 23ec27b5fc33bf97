/**
 * Calls services.
 *
 * <p>Start with {@link io.micro4j.client.Client}.
 */
@NullMarked
package io.micro4j.client;

import org.jspecify.annotations.NullMarked;
