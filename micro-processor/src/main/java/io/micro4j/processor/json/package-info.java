/**
 * From messages that are records, or sealed interfaces of records, to the model of their JSON: start at
 * {@link io.micro4j.processor.json.JsonReader}.
 *
 * <p>For javac's one thread.
 */
@NullMarked
package io.micro4j.processor.json;

import org.jspecify.annotations.NullMarked;
