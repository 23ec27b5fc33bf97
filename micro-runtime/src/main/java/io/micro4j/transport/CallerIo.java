package io.micro4j.transport;

/**
 * The bytes of one call, moved by the thread that waits for its end: it writes the request and reads the reply itself, so that nobody has to be woken.
 *
 * <p>For the one thread whose {@link Driver} took it.
 */
@FunctionalInterface
public interface CallerIo {
    /**
     * Does what the call still needs, and tells its receiver, until the call is over, {@code nanos} have gone by or the thread is interrupted.
     *
     * @param nanos at most so long; 0 to do only what needs no waiting
     * @return whether the call is still going on; if not, this is not to be used again
     */
    boolean drive(long nanos);

    /** A thread that opens a call and then has nothing to do but wait for its end. */
    @FunctionalInterface
    interface Driver {
        /** Takes {@code io}, to drive it until the call is over. */
        void take(CallerIo io);
    }
}
