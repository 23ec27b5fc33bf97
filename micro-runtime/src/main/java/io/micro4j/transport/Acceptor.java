package io.micro4j.transport;

/** Says what becomes of the calls that arrive. Safe for use by many threads. */
@FunctionalInterface
public interface Acceptor {
    /** Returns who takes the call. A look-up, made on an I/O thread before the first message; never fails: a call that nobody takes has a route that refuses. */
    Route route(Head head);
}
