/**
 * What a call costs, side by side with peers, in one run.
 *
 * <p>Start with {@link io.micro4j.benchmarks.Benchmark}, which runs a {@link io.micro4j.benchmarks.Plan}. A system to measure is a
 * {@link io.micro4j.benchmarks.Contender}, a way of calling it a {@link io.micro4j.benchmarks.Load}. Each system runs in processes of its own, so that
 * none warms up or spoils the compiled code of another.
 */
@NullMarked
package io.micro4j.benchmarks;

import org.jspecify.annotations.NullMarked;
