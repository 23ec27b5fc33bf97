/** Every wire at one port, and the choice among them for each call. */
@NullMarked
package io.micro4j.transport.wires;

import org.jspecify.annotations.NullMarked;
