/**
 * Protobuf's binary form.
 *
 * <p>Start with {@link io.micro4j.codec.protobuf.ProtoType}, which generated code names. Everything here is immutable and safe for use by many
 * threads.
 */
@NullMarked
package io.micro4j.codec.protobuf;

import org.jspecify.annotations.NullMarked;
