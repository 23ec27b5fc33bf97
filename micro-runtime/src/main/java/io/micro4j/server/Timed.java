package io.micro4j.server;

import org.jspecify.annotations.Nullable;

/** Something that has until a moment. Is its own place in the list that {@link Deadlines} keeps, so that a call costs no object. */
abstract class Timed {
    @Nullable
    Timed before;

    @Nullable
    Timed after;

    boolean listed;

    /** Returns the moment, as {@link System#nanoTime()}. */
    abstract long untilNanos();

    /** The moment has passed. Called once, on the thread of the deadlines; does not block. */
    abstract void expire();
}
