/** Runs the JMH benchmarks of single parts, which stand in the packages of the parts. */
@NullMarked
package io.micro4j.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
