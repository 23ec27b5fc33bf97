package io.micro4j.client;

import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;

/** Starts calls. Layers are put around it: interceptors, then retries, then the transport. Safe for use by many threads. */
@FunctionalInterface
public interface CallOpener {
    /** Starts {@code call}. Never throws for what goes wrong outside: that arrives as the end of {@code replies}. */
    Socket open(OutgoingCall call, Receiver replies);
}
