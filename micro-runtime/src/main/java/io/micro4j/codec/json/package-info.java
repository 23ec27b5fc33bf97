/**
 * JSON, of protobuf messages, of records (generated, without reflection) and of plain classes.
 *
 * <p>Start with {@link io.micro4j.codec.json.JsonCodec}; what generated code is made of begins at
 * {@link io.micro4j.codec.json.JsonForm}. Everything here is safe for use by many threads.
 */
@NullMarked
package io.micro4j.codec.json;

import org.jspecify.annotations.NullMarked;
