/**
 * What is wrong with a user's interface, and how it is said: start at {@link io.micro4j.processor.report.Complaints}.
 *
 * <p>For javac's one thread.
 */
@NullMarked
package io.micro4j.processor.report;

import org.jspecify.annotations.NullMarked;
