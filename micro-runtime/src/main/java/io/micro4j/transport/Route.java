package io.micro4j.transport;

import io.micro4j.call.Shape;

/** Takes one call. */
public interface Route {
    /** Returns how many messages go each way, which the wire itself may not say. */
    Shape shape();

    /** Returns whether what is called is there at all; gRPC has a status of its own for calls of what is not. */
    default boolean isFound() {
        return true;
    }

    /** Starts the call. Must not block. A call that is refused is ended here, by {@link Socket#end}. */
    Receiver accept(Socket replies);
}
