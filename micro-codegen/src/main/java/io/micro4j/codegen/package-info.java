/**
 * From a description of a service to the source text of its contract, client and handler.
 *
 * <p>Start at {@link io.micro4j.codegen.Emitter}: a pure function from {@link io.micro4j.codegen.ServiceModel} to Java
 * files. Everything here is immutable and safe for use by many threads.
 */
@NullMarked
package io.micro4j.codegen;

import org.jspecify.annotations.NullMarked;
