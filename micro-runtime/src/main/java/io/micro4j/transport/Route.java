package io.micro4j.transport;

import io.micro4j.call.Shape;

/** Takes one call. */
public interface Route {
    /** Returns how many messages go each way, which the wire itself may not say. */
    Shape shape();

    /** Starts the call. Must not block. A call that is refused is ended here, by {@link Socket#end}. */
    Receiver accept(Socket replies);
}
