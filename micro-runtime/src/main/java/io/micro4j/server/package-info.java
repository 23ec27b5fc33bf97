/**
 * Serves calls.
 *
 * <p>Start with {@link io.micro4j.server.Handler}.
 */
@NullMarked
package io.micro4j.server;

import org.jspecify.annotations.NullMarked;
