/**
 * JSON, of protobuf messages and of plain classes.
 *
 * <p>Start with {@link io.micro4j.codec.json.JsonCodec}. Everything here is safe for use by many threads.
 */
@NullMarked
package io.micro4j.codec.json;

import org.jspecify.annotations.NullMarked;
