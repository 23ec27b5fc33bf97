package io.micro4j.client;

import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;

/**
 * Stands between the callers and the network, for every call of a client, before retries: it sees a call once, however often it is tried.
 *
 * <p>It may change the call's head, wrap either half, or end the call itself. Safe for use by many threads.
 */
@FunctionalInterface
public interface ClientInterceptor {
    /** Starts {@code call} by {@code next}, or does not. */
    Socket open(OutgoingCall call, Receiver replies, CallOpener next);

    /** Returns {@code opener} behind this interceptor. */
    default CallOpener before(CallOpener opener) {
        return (call, replies) -> open(call, replies, opener);
    }
}
