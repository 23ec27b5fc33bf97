/**
 * Which node of a service to call.
 *
 * <p>Start with {@link io.micro4j.selector.Selector}. Selectors are safe for use by many threads.
 */
@NullMarked
package io.micro4j.selector;

import org.jspecify.annotations.NullMarked;
