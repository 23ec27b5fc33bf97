/**
 * What every wire on TCP shares: event loops, connections that read and write in batches, dialling, and ports on which several protocols are
 * spoken. No API.
 *
 * <p>Start with {@link io.micro4j.transport.net.Net}, of which a transport has one, and {@link io.micro4j.transport.net.Connection}, which each
 * protocol extends. Everything of a connection happens on its one event loop, but for what says otherwise.
 */
@NullMarked
package io.micro4j.transport.net;

import org.jspecify.annotations.NullMarked;
