/**
 * {@code protoc-gen-micro}: from the descriptors that protoc hands over to contracts, clients and handlers.
 *
 * <p>Start at {@link io.micro4j.protoc.Main}; {@code Plugin} is the same without the process around it. One request, one
 * thread.
 */
@NullMarked
package io.micro4j.protoc;

import org.jspecify.annotations.NullMarked;
