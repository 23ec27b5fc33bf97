/**
 * How messages are written as bytes.
 *
 * <p>Start with {@link io.micro4j.codec.Codec}; {@link io.micro4j.codec.Codecs} holds those that were found. Everything here is safe for use by
 * many threads, but for {@link io.micro4j.codec.Encoded}, which one thread uses at a time.
 */
@NullMarked
package io.micro4j.codec;

import org.jspecify.annotations.NullMarked;
