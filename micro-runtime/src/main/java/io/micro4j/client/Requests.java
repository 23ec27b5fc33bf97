package io.micro4j.client;

import io.micro4j.stream.Outbound;
import io.micro4j.transport.Socket;

/** The requests of a call, sent once it is open. */
interface Requests<Q> extends Outbound {
    /** Sends them by {@code socket}, and half-closes. Does not block. */
    void start(OutgoingCall call, Socket socket);
}
