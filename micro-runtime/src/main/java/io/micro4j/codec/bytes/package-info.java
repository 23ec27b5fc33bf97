/**
 * Bytes as they are.
 *
 * <p>Start with {@link io.micro4j.codec.bytes.BytesCodec}. Everything here is safe for use by many threads.
 */
@NullMarked
package io.micro4j.codec.bytes;

import org.jspecify.annotations.NullMarked;
