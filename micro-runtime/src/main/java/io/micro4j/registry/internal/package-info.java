/**
 * What registries share: events, leases, the JSON of an entry. No API.
 *
 * <p>Start with {@link io.micro4j.registry.internal.Watchers} and {@link io.micro4j.registry.internal.Leases}.
 */
@NullMarked
package io.micro4j.registry.internal;

import org.jspecify.annotations.NullMarked;
