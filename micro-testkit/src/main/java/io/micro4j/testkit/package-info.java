/**
 * What every implementation of an interface of Micro4J must do, as tests to extend, and fakes to test services with.
 *
 * <p>Start with the contract of what you implement: {@link io.micro4j.testkit.TransportContract} for a transport. Nothing here is for use by
 * several threads unless it says so.
 */
@NullMarked
package io.micro4j.testkit;

import org.jspecify.annotations.NullMarked;
