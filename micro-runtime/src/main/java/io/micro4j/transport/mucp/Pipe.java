package io.micro4j.transport.mucp;

import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;

/**
 * Carries frames, each some headers and a body, to one peer and back.
 *
 * <p>A pipe has one thread. {@link #execute} and {@link #isOnThread} are for every thread, the rest is for that one.
 */
public interface Pipe {
    /** Returns who is at the other end, as {@code host:port}; empty if not known. */
    String peer();

    /** Runs {@code task} on the pipe's thread, after what was given before. */
    void execute(Runnable task);

    /** Returns whether the current thread is the pipe's. */
    boolean isOnThread();

    /** Returns headers to fill for the next frame: empty, and valid until {@link #write}. */
    Headers headers();

    /**
     * Puts a frame behind those that wait. The headers are read before this returns.
     *
     * @throws CodecException if the body cannot be written; then nothing of the frame was
     */
    void write(Headers headers, Encoded body);

    /** Returns whether more frames may be written now. If not, the other side of the pipe is told when they may. */
    boolean isWritable();

    /** Sends what was written. A pipe may wait until it has worked through what has come in. */
    void flush();

    /** Asks for no more frames. The end of the pipe is still told. */
    void pause();

    /** Asks for frames again; they may come before this returns. */
    void resume();

    /** Closes the pipe after what was written. */
    void close();
}
