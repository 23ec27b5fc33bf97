/**
 * Puts services and clients together from their parts, by what the environment and the code say.
 *
 * <p>Start with {@link io.micro4j.service.Service}. Services are safe for use by many threads, builders are for one.
 */
@NullMarked
package io.micro4j.service;

import org.jspecify.annotations.NullMarked;
