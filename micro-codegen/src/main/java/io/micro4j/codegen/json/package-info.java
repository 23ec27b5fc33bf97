/**
 * From a description of records to the source text that writes and reads them as JSON: start at {@link io.micro4j.codegen.json.JsonFile}.
 *
 * <p>Everything here is immutable and safe for use by many threads.
 */
@NullMarked
package io.micro4j.codegen.json;

import org.jspecify.annotations.NullMarked;
