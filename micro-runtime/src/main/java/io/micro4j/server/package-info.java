/**
 * Serves calls.
 *
 * <p>Start with {@link io.micro4j.server.Server}; what it serves is a {@link io.micro4j.server.Handler}, which is generated. The way of a call through
 * this package: {@code Dispatcher} finds its {@code ServedRoute}, which opens a {@code ServerCall}; that brings {@code Requests} to the handler's method
 * and {@code Replies} back. Servers and handlers are safe for use by many threads.
 */
@NullMarked
package io.micro4j.server;

import org.jspecify.annotations.NullMarked;
