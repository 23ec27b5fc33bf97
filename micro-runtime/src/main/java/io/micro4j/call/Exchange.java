package io.micro4j.call;

import java.util.Optional;

/**
 * Talk in which what is said next depends on what was heard. A client opens one with {@code Client.open}; a service makes one of the requests that it
 * is called with, with {@code Replies.to}.
 *
 * <p>For one thread that sends and one that receives, which may be the same.
 *
 * @param <S> what this side sends
 * @param <R> what it receives
 */
public interface Exchange<S, R> extends AutoCloseable {
    /**
     * Sends one message; waits until there is room for it.
     *
     * @throws MicroException if the call has failed, has been ended by the other side, or the thread is interrupted, which cancels it
     * @throws IllegalStateException after {@link #halfClose}
     */
    void send(S message);

    /**
     * Waits for the next message. Empty once the other side has said that it sends no more.
     *
     * @throws MicroException if the call has failed, nothing came for the idle time, or the thread is interrupted; each of which cancels it
     */
    Optional<R> receive();

    /** Says that this side sends no more. It still receives. Doing so twice is allowed. */
    void halfClose();

    /** Cancels the call, unless it is over. Closing twice is allowed. */
    @Override
    void close();
}
