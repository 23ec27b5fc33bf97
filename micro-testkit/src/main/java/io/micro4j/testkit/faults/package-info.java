/**
 * Services in one test, on wires that fail: start at {@link io.micro4j.testkit.faults.MicroExtension}. What fails comes from a seed, so that a run
 * that failed can be run again.
 */
@NullMarked
package io.micro4j.testkit.faults;

import org.jspecify.annotations.NullMarked;
