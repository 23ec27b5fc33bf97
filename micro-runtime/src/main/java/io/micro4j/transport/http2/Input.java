package io.micro4j.transport.http2;

import io.micro4j.transport.http2.Http2Stream.Gone;
import io.micro4j.transport.net.StringCache;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What comes into a session: each frame is held against the rules and what its peer may do how often, then told to its stream. */
final class Input implements FrameReader.Sink {
    private static final int FAULTS = 200;
    private static final int FAULTS_A_SECOND = 20;
    private static final int SECONDS_OF_RESETS = 5;

    /** A stream that was there for longer has taken a place among those that there may be at once, as one that ends well does. */
    private static final long RAPID_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int IDLE_FRAMES = 2_000;
    private static final int IDLE_FRAMES_A_SECOND = 200;

    /** For each frame that carries something: grpc-go measures its connection with a PING for nearly every message. */
    private static final int IDLE_FRAMES_EARNED = 2;

    /** For each DATA that was sent: it is credited twice, and measured. */
    private static final int IDLE_FRAMES_OWED = 4;

    private final Http2Session session;
    private final FrameReader reader;
    private final HpackDecoder decoder;
    private final HeaderList headers;
    private final Allowance faults = new Allowance(FAULTS, FAULTS_A_SECOND);
    private final Allowance resets;
    private final Allowance idleFrames = new Allowance(IDLE_FRAMES, IDLE_FRAMES_A_SECOND);

    private boolean settingsCame;
    private boolean draining;
    private int unanswered = 1;

    // The DATA that comes.
    private @Nullable Http2Stream stream;
    private boolean last;
    private boolean empty;

    Input(Http2Session session, Limits limits, StringCache strings) {
        this.session = session;
        this.reader = new FrameReader(this, limits.headerBytes());
        this.resets = new Allowance(
                (int) Math.min(Integer.MAX_VALUE, (long) SECONDS_OF_RESETS * limits.resets()), limits.resets());
        this.decoder = new HpackDecoder(strings);
        this.headers = new HeaderList(limits.headerBytes(), limits.headers());
    }

    void read(byte[] bytes, int from, int to) throws Http2Fault {
        reader.read(bytes, from, to);
    }

    /** Returns where reading goes on. */
    int position() {
        return reader.position();
    }

    boolean isInHeaders() {
        return reader.isInHeaders();
    }

    int finishedFrames() {
        return reader.finishedFrames();
    }

    /** Returns whether the peer has said its settings, with which it must begin. */
    boolean isSettled() {
        return settingsCame;
    }

    boolean isDraining() {
        return draining;
    }

    void draining() {
        draining = true;
    }

    /** Counts a stream that broke a rule. Returns whether that is still to be borne. */
    boolean allowsFault() {
        return faults.take();
    }

    /** Counts a stream that was begun for nothing. Returns whether that is still to be borne. */
    boolean allowsReset() {
        return resets.take();
    }

    /** DATA was sent, to which the peer may answer with frames that carry nothing. */
    void sent() {
        idleFrames.earn(IDLE_FRAMES_OWED);
    }

    @Override
    public boolean isOpen() {
        return !session.isOver();
    }

    @Override
    public void dataBegins(int id, int length, boolean last) throws Http2Fault {
        settled();
        session.receive(length);
        Http2Stream to = session.stream(id);
        stream = null;
        this.last = last;
        empty = true;
        if (to == null) {
            unknown(id);
            return;
        }
        if (to.inputEnded) {
            throw Http2Fault.ofStream(ErrorCode.STREAM_CLOSED, id, "DATA came after the end of the stream");
        }
        if (!session.isServer() && !to.responded) {
            throw malformed(id, "DATA came before the headers of the response");
        }
        if (length > to.receiveWindow) {
            throw Http2Fault.ofStream(ErrorCode.FLOW_CONTROL_ERROR, id, "more bytes came than there is credit for");
        }
        to.inputEnding = last;
        to.receiveWindow -= length;
        to.lastInput = session.lastWork();
        stream = to;
    }

    @Override
    public void data(byte[] bytes, int from, int to) throws Http2Fault {
        Http2Stream current = stream;
        if (current == null || current.removed) {
            empty = false;
            return;
        }
        if (empty) {
            empty = false;
            idleFrames.earn(IDLE_FRAMES_EARNED);
        }
        if (current.contentLength >= 0) {
            current.contentLength -= to - from;
            if (current.contentLength < 0) {
                throw wrongLength(current);
            }
        }
        current.data(bytes, from, to);
    }

    @Override
    public void dataEnds() throws Http2Fault {
        Http2Stream current = stream;
        stream = null;
        if (current == null || current.removed) {
            if (empty) {
                idle();
            }
            return;
        }
        if (last) {
            checkLength(current);
            session.inputEnded(current);
        } else {
            session.giveCredit(current);
            if (empty) {
                idle();
            }
        }
    }

    @Override
    public void headers(int id, byte[] bytes, int from, int to, boolean last, boolean ownParent) throws Http2Fault {
        settled();
        headers.clear();
        decoder.decode(bytes, from, to, headers);
        if (from == to) {
            idle();
        }
        Http2Stream known = session.stream(id);
        if (known != null) {
            following(known, last);
        } else if (session.isServer() && session.isIdle(id)) {
            request(id, last, ownParent);
        } else if (session.isIdle(id)) {
            throw protocol("HEADERS came for stream " + id + ", which was not opened");
        } else if (isMistake(id)) {
            throw session.closed().isKnown(id)
                    ? Http2Fault.ofConnection(
                            ErrorCode.STREAM_CLOSED, "HEADERS came for stream " + id + ", which has ended")
                    : protocol("stream " + id + " is opened after stream " + session.lastPeerStream());
        }
        headers.clear();
    }

    @Override
    public void reset(int id, int code) throws Http2Fault {
        settled();
        Http2Stream reset = session.stream(id);
        if (reset == null) {
            if (session.isIdle(id)) {
                throw protocol("RST_STREAM came for stream " + id + ", which was not opened");
            }
            idle();
            return;
        }
        boolean unseen = code == ErrorCode.REFUSED_STREAM;
        session.streamGone(reset, new Gone(code, unseen, true, "reset with " + ErrorCode.name(code)));
        boolean isRapid = session.lastWork() - reset.began < RAPID_NANOS;
        if (session.isServer() && isRapid && !allowsReset()) {
            throw Http2Fault.ofConnection(ErrorCode.ENHANCE_YOUR_CALM, "too many streams are reset");
        }
    }

    @Override
    public void settings(byte[] bytes, int from, int to) throws Http2Fault {
        settingsCame = true;
        idle();
        for (int i = from; i < to; i += 6) {
            if (i > from) {
                idle(); // one may touch every stream
            }
            int name = (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
            session.output().setting(name, FrameReader.number(bytes, i + 2) & 0xffffffffL, session::all);
        }
        session.acknowledgeSettings();
    }

    @Override
    public void settingsTaken() throws Http2Fault {
        settled();
        if (--unanswered < 0) {
            idle();
        }
    }

    @Override
    public void ping(long data, boolean ack) throws Http2Fault {
        settled();
        idle();
        if (ack) {
            session.pingAnswered(data);
        } else {
            session.answerPing(data);
        }
    }

    @Override
    public void goAway(int lastStream, int code, String why) throws Http2Fault {
        idle();
        session.peerLeaves(lastStream, code, why);
    }

    @Override
    public void windowUpdate(int id, int bytes) throws Http2Fault {
        idle();
        Http2Stream to = id == 0 ? null : session.stream(id);
        if (id != 0 && to == null && session.isIdle(id)) {
            throw protocol("WINDOW_UPDATE came for stream " + id + ", which was not opened");
        }
        if (bytes == 0) {
            throw id == 0
                    ? protocol("WINDOW_UPDATE of 0")
                    : Http2Fault.ofStream(ErrorCode.PROTOCOL_ERROR, id, "WINDOW_UPDATE of 0");
        }
        session.output().credit(to, id, bytes);
        session.flush();
    }

    @Override
    public void idle() throws Http2Fault {
        settled();
        if (!idleFrames.take()) {
            throw Http2Fault.ofConnection(ErrorCode.ENHANCE_YOUR_CALM, "too many frames that say nothing");
        }
    }

    private void request(int id, boolean last, boolean ownParent) throws Http2Fault {
        if ((id & 1) == 0) {
            throw protocol("a client's stream has an even number: " + id);
        }
        String wrong = ownParent ? "a stream depends on itself" : RequestRules.request(headers);
        if (wrong != null && !headers.isTooLarge()) {
            throw malformed(id, wrong);
        }
        Http2Stream stream = session.accept(id);
        if (stream != null) {
            stream.contentLength = RequestRules.contentLength(headers);
            if (stream.contentLength == -2) {
                throw malformed(id, "content-length is no number");
            }
            told(stream, last);
        }
    }

    private void following(Http2Stream known, boolean last) throws Http2Fault {
        if (known.inputEnded) {
            throw Http2Fault.ofStream(ErrorCode.STREAM_CLOSED, known.id, "HEADERS came after the end of the stream");
        }
        boolean trailers =
                session.isServer() || headers.size() == 0 || !headers.name(0).startsWith(":");
        String wrong = trailers ? RequestRules.trailers(headers) : RequestRules.response(headers);
        if (wrong == null && trailers && !last) {
            wrong = "trailers do not end the stream";
        } else if (wrong == null && trailers && !session.isServer() && !known.responded) {
            wrong = "a response begins with :status";
        }
        if (wrong == null && !trailers && isInterim()) {
            wrong = last ? "an interim response ends the stream" : null;
            idle();
        } else if (!trailers) {
            known.responded = true;
        }
        if (wrong != null) {
            throw malformed(known.id, wrong);
        }
        known.lastInput = session.lastWork();
        told(known, last);
    }

    private boolean isInterim() {
        return headers.value(0).startsWith("1");
    }

    private void told(Http2Stream stream, boolean last) throws Http2Fault {
        stream.headers(headers, last);
        if (last && !stream.removed) {
            checkLength(stream);
            session.inputEnded(stream);
        }
    }

    private void unknown(int id) throws Http2Fault {
        if (session.isIdle(id)) {
            throw protocol("DATA came for stream " + id + ", which was not opened");
        }
        if (isMistake(id)) {
            throw Http2Fault.ofStream(ErrorCode.STREAM_CLOSED, id, "DATA came for a stream that has ended");
        }
    }

    private void settled() throws Http2Fault {
        if (!settingsCame) {
            throw protocol("SETTINGS must come first");
        }
    }

    /** Returns whether the peer must have known that the stream has ended. */
    private boolean isMistake(int id) {
        return session.isServer() && !session.closed().wasReset(id) && !session.isLeaving();
    }

    private static void checkLength(Http2Stream stream) throws Http2Fault {
        if (stream.contentLength > 0) {
            throw wrongLength(stream);
        }
    }

    private static Http2Fault wrongLength(Http2Stream stream) {
        return malformed(stream.id, "there are more or fewer bytes than content-length says");
    }

    private static Http2Fault malformed(int id, String what) {
        return Http2Fault.ofStream(ErrorCode.PROTOCOL_ERROR, id, what);
    }

    private static Http2Fault protocol(String what) {
        return Http2Fault.ofConnection(ErrorCode.PROTOCOL_ERROR, what);
    }
}
