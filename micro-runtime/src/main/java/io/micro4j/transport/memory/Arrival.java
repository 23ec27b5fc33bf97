package io.micro4j.transport.memory;

import io.micro4j.call.Metadata;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;

/** What one side says to the other, in order. */
sealed interface Arrival {
    /** What the server says before its first reply. */
    record Initial(Metadata metadata) implements Arrival {}

    /** A message: the one thing that waits until it was asked for. */
    record Message(Body body) implements Arrival {}

    /** No request follows. */
    record HalfClose() implements Arrival {}

    /** The server's answer is complete. */
    record Answer(End end) implements Arrival {}
}
