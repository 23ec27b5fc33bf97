/**
 * What a call is: its endpoint, its messages' types, what travels with it, and how it fails.
 *
 * <p>Start with {@link io.micro4j.call.Endpoint} and {@link io.micro4j.call.Context}. Everything here is immutable and safe for use by many
 * threads, except builders.
 */
@NullMarked
package io.micro4j.call;

import org.jspecify.annotations.NullMarked;
