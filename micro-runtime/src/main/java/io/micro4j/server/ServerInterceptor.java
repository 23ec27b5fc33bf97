package io.micro4j.server;

import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Head;
import io.micro4j.transport.Route;

/**
 * Stands before every call: may refuse, count, time, log it, or change what goes in and out. Safe for use by many threads.
 *
 * <p>An event that is sent to the server itself comes by as well ({@link Head#isEvent}); what a broker brings does not.
 *
 * <p>Runs on an I/O thread, so it must not block. The first interceptor of a server's list sees a call first.
 */
@FunctionalInterface
public interface ServerInterceptor {
    /**
     * Returns {@code next.route(head)}, or a route that does something before, after or in place of it. The head may be handed on changed.
     *
     * <p>A route of one's own keeps {@link Route#shape} of the next; its {@link Route#accept} hands a wrapped
     * {@link io.micro4j.transport.Socket} down to see the replies, and wraps the {@link io.micro4j.transport.Receiver} that comes back to see the
     * requests and the end. One that refuses ends the socket with an {@link io.micro4j.transport.End} and allows no message.
     *
     * @param head what the call says before its first message; also of a call that no handler takes
     */
    Route intercept(Head head, Acceptor next);
}
