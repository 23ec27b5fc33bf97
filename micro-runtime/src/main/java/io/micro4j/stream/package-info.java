/**
 * The blocking and the publisher's view of a call's messages, layered over every transport. No API: client and server are made of it.
 *
 * <p>Start with {@link io.micro4j.stream.Inbound} and {@link io.micro4j.stream.Outbound}. Each view is for one call; transports tell it what
 * arrives on their threads, users draw from it on theirs.
 */
@NullMarked
package io.micro4j.stream;

import org.jspecify.annotations.NullMarked;
