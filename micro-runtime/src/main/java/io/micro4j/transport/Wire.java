package io.micro4j.transport;

import io.micro4j.call.Shape;

/**
 * What calls to a node can do. Immutable.
 *
 * @param streams whether either side may send more than one message
 * @param halfClose whether a client can say that its requests have ended and still get replies
 * @param cancel whether giving up reaches the server
 * @param credit whether a slow reader slows its writer down
 * @param maxMessageBytes the largest message that can be sent; {@link Integer#MAX_VALUE} if only the peer knows
 */
public record Wire(boolean streams, boolean halfClose, boolean cancel, boolean credit, int maxMessageBytes) {
    /** Everything. */
    public static final Wire FULL = new Wire(true, true, true, true, Integer.MAX_VALUE);

    /** Returns whether calls of {@code shape} can be made at all. */
    public boolean carries(Shape shape) {
        return streams || shape == Shape.UNARY;
    }
}
