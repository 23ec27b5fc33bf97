package io.micro4j.transport.http2;

/**
 * One stream, as the protocol above HTTP/2 extends it. What comes in is told to it, in order; {@link #gone} is told last, unless both sides ended
 * the stream as they should.
 */
public abstract class Http2Stream {
    int id;
    int sendWindow;
    int receiveWindow;
    int held;
    boolean inputEnding;
    boolean inputEnded;
    boolean outputEnded;
    boolean removed;
    boolean responded;
    boolean blocked;
    boolean queued;
    long blockedSince;
    long saidSince;
    long sent;
    long sentBefore;
    long began;
    long lastInput;
    long contentLength = -1;

    /** Returns a stream that was not opened yet. */
    protected Http2Stream() {}

    /**
     * Headers came: those of a request or a response, or trailers if messages or other headers came before.
     *
     * @param last whether nothing follows
     */
    protected abstract void headers(HeaderList headers, boolean last);

    /** Bytes came. The array is valid during the call. */
    protected abstract void data(byte[] bytes, int from, int to);

    /** The peer has said everything. */
    protected abstract void inputEnded();

    /** There is room again for what could not be sent. */
    protected abstract void writable();

    /** The stream has ended before its time: the peer reset it, or broke a rule, or the connection is gone. */
    protected abstract void gone(Gone why);

    /** Returns whether bytes are awaited without which nothing can be done with those that came. */
    protected abstract boolean isInMessage();

    /** Returns whether this side has said all that it will: only what waits is still to be sent. */
    protected abstract boolean isOutputSaid();

    /** Returns the stream's number; 0 before it was opened. */
    public final int id() {
        return id;
    }

    /** Returns whether nothing can be sent any more. */
    public final boolean isOutputOver() {
        return outputEnded || removed;
    }

    /** Returns whether nothing follows the bytes that come now. */
    protected final boolean isInputEnding() {
        return inputEnding;
    }

    /** Returns whether nothing can come any more. */
    public final boolean isInputOver() {
        return inputEnded || removed;
    }

    /**
     * Why a stream has ended before its time.
     *
     * @param code one of {@link ErrorCode}
     * @param unseen whether it is certain that the peer did not look at it
     * @param byPeer whether the peer said so
     * @param what what happened, for a person
     */
    public record Gone(int code, boolean unseen, boolean byPeer, String what) {}
}
