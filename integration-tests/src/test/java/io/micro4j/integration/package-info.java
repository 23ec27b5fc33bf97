/**
 * What users see, tried with real processes: the example, the README, a project outside the repository.
 *
 * <p>Start with {@link io.micro4j.integration.RunningProcess}, which keeps what a process prints and ends it. Each test is used by one thread.
 */
@NullMarked
package io.micro4j.integration;

import org.jspecify.annotations.NullMarked;
