/**
 * What the types of a user's sources are: who can name them, and what they are to protobuf.
 *
 * <p>For javac's one thread.
 */
@NullMarked
package io.micro4j.processor.type;

import org.jspecify.annotations.NullMarked;
