/** Nodes that are replaced, or die, under load, as processes: start with {@code ProcessRollTest}. */
@NullMarked
package io.micro4j.integration.roll;

import org.jspecify.annotations.NullMarked;
