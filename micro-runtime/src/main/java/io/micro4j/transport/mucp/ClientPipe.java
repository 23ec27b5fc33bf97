package io.micro4j.transport.mucp;

/** The client's end of a pipe, lent to one call at a time. */
public interface ClientPipe extends Pipe {
    /**
     * Connects, if that has not happened yet, and tells {@code user} once frames can be written: perhaps before this returns.
     *
     * @param oneReply whether the call gets one frame back, so that more are a mistake
     */
    void start(User user, boolean oneReply);

    /**
     * Gives the pipe back. Nothing more is told to the user.
     *
     * @param reusable whether the next call may use it: nothing of this one can still come
     */
    void done(boolean reusable);

    /** The call that uses a pipe. Told everything on the pipe's thread. */
    interface User {
        /** Frames can be written. */
        void opened();

        /** A frame came. The headers are only valid during this. */
        void frame(Headers headers, io.micro4j.transport.Body body);

        /** After {@link Pipe#isWritable} returned false: frames can be written again. */
        void writable();

        /** The pipe failed. It gave itself back; nothing more is told. */
        void broken(PipeFailure why);
    }
}
