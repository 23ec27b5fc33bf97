package io.micro4j.transport.http2;

import io.micro4j.transport.http2.Http2Stream.Gone;
import io.micro4j.transport.net.StringCache;
import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection: takes frames, keeps the streams, gives credit, says when it leaves, and ends the connection with whom breaks the rules.
 *
 * <p>A stream's credit comes back when its bytes are taken by whom they are for; the connection's at once, so that a slow stream holds up no other.
 */
public final class Http2Session {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DEFAULT_WINDOW = 65_535;
    private static final int CONNECTION_WINDOW = 8 * 1024 * 1024;
    private static final int STREAM_WINDOW = 256 * 1024;
    private static final long DRAIN_PING = 0x6d696372_6f647261L;
    private static final long LIFE_PING = 0x6d696372_6f6c6966L;

    private final Link link;
    private final Above above;
    private final Limits limits;
    private final boolean isServer;
    private final Output output;
    private final Input input;
    private final IntObjectHashMap<Http2Stream> streams = new IntObjectHashMap<>();
    private final ClosedStreams closed = new ClosedStreams();

    private int preface;
    private int lastPeerStream;

    /** The last of the peer's that was looked at. */
    private int lastTaken;

    /** For tests not private. */
    long nextStream = 1;

    private boolean leaving;
    private boolean over;
    private boolean pinging;
    private int receiveWindow = CONNECTION_WINDOW;
    private final long began = System.nanoTime();
    private long lastWork = began;
    private long lastBusy = began;
    private long pingedAt;
    private boolean unfinished;
    private long unfinishedSince;
    private int finishedFrames;

    /** Since when what comes is read: not while the peer takes nothing. */
    private long readingSince = began;

    /** Whether a stream was opened, and one given up, since something came last. */
    private boolean asked;

    private boolean gaveUp;
    private long askedSince;

    /** Why the peer ends the connection; empty if it has not said so. */
    private String farewell = "";

    /** The protocol above. */
    public interface Above {
        /** On the server: returns the stream of a request, which is then told its headers. */
        Http2Stream accept();

        /** On the client: a stream has ended, or the peer takes more of them. */
        void roomForStreams();

        /** On the client: no stream may be opened any more. Those that are there go on. */
        void leaving();
    }

    private Http2Session(Link link, Above above, Limits limits, StringCache strings, boolean isServer) {
        this.link = link;
        this.above = above;
        this.limits = limits;
        this.isServer = isServer;
        this.output = new Output(link);
        this.input = new Input(this, limits, strings);
    }

    /** Returns the server's end, which expects the client's preface first. */
    public static Http2Session ofServer(Link link, Above above, Limits limits, StringCache strings) {
        return new Http2Session(link, above, limits, strings, true);
    }

    /** Returns the client's end. */
    public static Http2Session ofClient(Link link, Above above, Limits limits, StringCache strings) {
        return new Http2Session(link, above, limits, strings, false);
    }

    /** Returns the first bytes of a client, as many as tell HTTP/2 from what else a port may speak. */
    public static byte[] opening() {
        return "PRI * HTTP/2.0".getBytes(StandardCharsets.US_ASCII);
    }

    /** Says the first words. */
    public void start() {
        preface = isServer ? 0 : PREFACE.length;
        ByteBuf out = link.buffer(128);
        if (out == null) {
            return;
        }
        if (!isServer) {
            out.writeBytes(PREFACE);
        }
        Frame.head(out, 3 * 6, Frame.SETTINGS, 0, 0);
        if (isServer) {
            Frame.setting(out, Frame.MAX_CONCURRENT_STREAMS, limits.streams());
        } else {
            Frame.setting(out, Frame.ENABLE_PUSH, 0);
        }
        Frame.setting(out, Frame.INITIAL_WINDOW_SIZE, STREAM_WINDOW);
        Frame.setting(out, Frame.MAX_HEADER_LIST_SIZE, limits.headerBytes());
        Frame.windowUpdate(out, 0, CONNECTION_WINDOW - DEFAULT_WINDOW);
        link.written();
        link.flush();
    }

    /** Takes bytes and returns the position behind those that need not come again. */
    public int work(byte[] bytes, int from, int to) {
        lastWork = System.nanoTime();
        asked = false;
        gaveUp = false;
        pinging = false;
        int position = from;
        while (preface < PREFACE.length && position < to && !over) {
            if (bytes[position++] != PREFACE[preface++]) {
                fail(ErrorCode.PROTOCOL_ERROR, "the preface of HTTP/2 is wrong");
            }
        }
        while (!over) {
            try {
                input.read(bytes, position, to);
                break;
            } catch (Http2Fault fault) {
                take(fault);
                position = input.position();
            }
        }
        noteUnfinished(to);
        return over ? to : input.position();
    }

    /** Returns whether the peer has answered in HTTP/2. No stream is opened before. */
    public boolean isSettled() {
        return input.isSettled();
    }

    /** On the client: returns whether one more stream may be opened now. */
    public boolean hasRoomForStream() {
        return input.isSettled() && !leaving && !over && streams.size() < output.mostStreams();
    }

    /** Returns whether no stream will be opened or taken any more. */
    public boolean isLeaving() {
        return leaving || over;
    }

    /** On the client: gives {@code stream} a number. Its headers must be written next. */
    public void open(Http2Stream stream) {
        asked = true;
        register(stream, (int) nextStream);
        nextStream += 2;
        if (nextStream > Integer.MAX_VALUE) {
            leave();
        }
    }

    /** Begins a block of headers; {@link #headers} sends it. */
    public HpackEncoder block() {
        return output.block();
    }

    /** Returns how large a block of headers the peer takes. */
    public long mostHeaderBytes() {
        return output.mostHeaderBytes();
    }

    /** Sends the block that was begun last. */
    public void headers(Http2Stream stream, boolean last) {
        if (!stream.isOutputOver()) {
            output.headers(stream, last);
            if (last) {
                outputEnded(stream);
            }
        }
    }

    /** Returns how many bytes may be sent now on {@code stream}, in one frame; if none, it is told when there is room. */
    public int room(Http2Stream stream) {
        return stream.isOutputOver() ? 0 : output.room(stream);
    }

    /** Sends bytes for which there is room; none need no room. */
    public void data(Http2Stream stream, byte[] bytes, int from, int length, boolean last) {
        if (!stream.isOutputOver()) {
            output.data(stream, bytes, from, length, last);
            input.sent();
            if (last) {
                outputEnded(stream);
            }
        }
    }

    /** Ends {@code stream} at once. It is told nothing more. */
    public void reset(Http2Stream stream, int code) {
        if (stream.id != 0 && !stream.removed) {
            gaveUp |= code == ErrorCode.CANCEL;
            sendReset(stream.id, code);
            remove(stream, true);
        }
    }

    /** Counts against the peer that it began a stream for nothing; too many of them end the connection. */
    public void blame() {
        if (!input.allowsReset()) {
            fail(ErrorCode.ENHANCE_YOUR_CALM, "too many streams come to nothing");
        }
    }

    /** Notes that {@code bytes} of what came are kept by the protocol above; fewer than 0 that so many are not any more, which gives credit. */
    public void hold(Http2Stream stream, int bytes) {
        stream.held += bytes;
        if (bytes < 0) {
            giveCredit(stream);
        }
    }

    /** The peer takes bytes again. */
    public void writable() {
        output.resume();
        link.flush();
    }

    /** On the server: asks the client to leave; its calls go on, and so do those that are on their way. */
    public void drain() {
        if (!leaving && !over && !input.isDraining()) {
            input.draining();
            goAway(Integer.MAX_VALUE, ErrorCode.NO_ERROR, "the server stops");
            ping(false, DRAIN_PING);
            link.flush();
        }
    }

    /** Does something with each stream that is open. */
    public void each(Consumer<Http2Stream> action) {
        List.copyOf(streams.values()).forEach(action);
    }

    /** Says goodbye, ends the streams and closes. */
    public void shutDown(String why) {
        if (!over) {
            goAway(lastTaken, ErrorCode.NO_ERROR, why);
            over = true;
            endAll(new Gone(ErrorCode.CANCEL, false, false, why));
            link.close();
        }
    }

    /** The connection is gone. */
    public void lost(String why) {
        over = true;
        endAll(new Gone(ErrorCode.CANCEL, false, false, farewell.isEmpty() ? why : farewell));
    }

    /** Looks at the clock. */
    public void tick(long now) {
        if (over) {
            return;
        }
        if (!link.isWritable()) {
            readingSince = now;
        }
        lookForSilence(now);
        if (preface < PREFACE.length && now - began > limits.headNanos()) {
            fail(ErrorCode.ENHANCE_YOUR_CALM, "the preface took too long");
        } else if (unfinished && now - Math.max(unfinishedSince, readingSince) > limits.headNanos()) {
            fail(ErrorCode.ENHANCE_YOUR_CALM, "a frame took longer than " + millis(limits.headNanos()) + " ms");
        } else if (streams.isEmpty()) {
            if (now - lastBusy > limits.idleNanos()) {
                leave();
                goAway(lastTaken, ErrorCode.NO_ERROR, "no call for " + millis(limits.idleNanos()) + " ms");
                over = true;
                link.close();
            }
        } else {
            lastBusy = now;
            lookAtStreams(now);
            lookForLife(now);
        }
    }

    // What follows is for the input.

    boolean isServer() {
        return isServer;
    }

    boolean isOver() {
        return over;
    }

    Output output() {
        return output;
    }

    ClosedStreams closed() {
        return closed;
    }

    @Nullable
    Http2Stream stream(int id) {
        return streams.get(id);
    }

    List<Http2Stream> all() {
        return List.copyOf(streams.values());
    }

    int lastPeerStream() {
        return lastPeerStream;
    }

    /** Returns when bytes came last. */
    long lastWork() {
        return lastWork;
    }

    void flush() {
        link.flush();
    }

    /** Returns whether {@code id} is of a stream that was never opened. */
    boolean isIdle(int id) {
        boolean peers = (id & 1) == (isServer ? 1 : 0);
        return peers ? id > lastPeerStream : isServer || id >= nextStream;
    }

    /** Makes a stream of a request, or refuses it. */
    @Nullable
    Http2Stream accept(int id) {
        lastPeerStream = id;
        if (leaving) {
            return null; // the client knows that it was not looked at
        }
        lastTaken = id;
        if (streams.size() >= limits.streams()) {
            sendReset(id, ErrorCode.REFUSED_STREAM);
            closed.add(id, true);
            blame();
            return null;
        }
        Http2Stream stream = above.accept();
        register(stream, id);
        return stream;
    }

    void inputEnded(Http2Stream stream) {
        if (!stream.isInputOver()) {
            stream.inputEnded = true;
            stream.inputEnded();
            removeIfOver(stream);
        }
    }

    /** Takes {@code length} bytes off the connection's credit, and gives it back soon. */
    void receive(int length) throws Http2Fault {
        if (length > receiveWindow) {
            throw Http2Fault.ofConnection(ErrorCode.FLOW_CONTROL_ERROR, "more bytes came than there is credit for");
        }
        receiveWindow -= length;
        if (receiveWindow < CONNECTION_WINDOW / 2) {
            sendCredit(0, CONNECTION_WINDOW - receiveWindow);
            receiveWindow = CONNECTION_WINDOW;
        }
    }

    /** Gives credit back in large pieces, for bytes that nobody keeps. */
    void giveCredit(Http2Stream stream) {
        int more = STREAM_WINDOW - Math.min(stream.held, STREAM_WINDOW) - stream.receiveWindow;
        if (more >= STREAM_WINDOW / 2 && !stream.isInputOver()) {
            stream.receiveWindow += more;
            sendCredit(stream.id, more);
        }
    }

    void streamGone(Http2Stream stream, Gone why) {
        remove(stream, !why.byPeer());
        stream.gone(why);
    }

    void acknowledgeSettings() {
        ByteBuf out = link.buffer(Frame.HEAD);
        if (out != null) {
            Frame.head(out, 0, Frame.SETTINGS, Frame.ACK, 0);
            link.written();
            link.flush();
        }
        output.resume();
        above.roomForStreams();
    }

    void answerPing(long data) {
        ping(true, data);
        link.flush();
    }

    void pingAnswered(long data) {
        if (data == DRAIN_PING && input.isDraining() && !leaving) {
            leaving = true;
            goAway(lastTaken, ErrorCode.NO_ERROR, "the server stops");
            link.flush();
            closeIfEmpty();
        }
    }

    /** The peer leaves: what it did not look at can be called elsewhere. */
    void peerLeaves(int lastStream, int code, String why) {
        leave();
        String words = "the server leaves: " + ErrorCode.name(code) + " " + why;
        if (code != ErrorCode.NO_ERROR) {
            farewell = words;
        }
        for (Http2Stream stream : List.copyOf(streams.values())) {
            if (!isServer && stream.id > lastStream) {
                streamGone(stream, new Gone(code, true, true, words));
            }
        }
        closeIfEmpty();
    }

    /** Ends the connection, because its peer broke a rule. */
    void fail(int code, String what) {
        if (!over) {
            LOG.log(Level.DEBUG, () -> link + " is ended with " + ErrorCode.name(code) + ": " + what);
            goAway(lastTaken, code, what);
            over = true;
            endAll(new Gone(code, false, false, what));
            link.closeLate();
        }
    }

    private void take(Http2Fault fault) {
        int id = fault.stream();
        if (id == 0) {
            fail(fault.code(), fault.what());
            return;
        }
        sendReset(id, fault.code());
        Http2Stream stream = streams.get(id);
        if (stream != null) {
            streamGone(stream, new Gone(fault.code(), false, false, fault.what()));
        } else {
            noteBroken(id);
            closed.add(id, true);
        }
        if (!input.allowsFault()) {
            fail(ErrorCode.ENHANCE_YOUR_CALM, "too many streams break the rules");
        }
    }

    private void noteBroken(int id) {
        if (isServer) {
            lastPeerStream = Math.max(lastPeerStream, id);
            lastTaken = leaving ? lastTaken : lastPeerStream;
        }
    }

    /** Notes since when a frame, or a block of headers, is not whole. The content of DATA has no need to be. */
    private void noteUnfinished(int to) {
        boolean waits = input.isInHeaders() || input.position() < to;
        if (!waits || !unfinished || finishedFrames != input.finishedFrames()) {
            unfinishedSince = lastWork;
        }
        unfinished = waits;
        finishedFrames = input.finishedFrames();
    }

    private void leave() {
        if (!leaving) {
            leaving = true;
            above.leaving();
        }
    }

    private void lookAtStreams(long now) {
        for (Http2Stream stream : new ArrayList<>(streams.values())) {
            if (isStuck(stream, now)) {
                giveUp(stream, "the peer took none of what waits for it for " + millis(limits.writeNanos()) + " ms");
            } else if (!stream.isInputOver()
                    && stream.receiveWindow > 0
                    && now - Math.max(stream.lastInput, readingSince) > limits.bodyNanos()
                    && stream.isInMessage()) {
                giveUp(stream, "no byte of the message came for " + millis(limits.bodyNanos()) + " ms");
            }
        }
    }

    /** Returns whether the peer takes nothing of what is left of {@code stream}. Who still has something to say waits as long as the peer likes. */
    private boolean isStuck(Http2Stream stream, long now) {
        if (!stream.blocked || !stream.isOutputSaid()) {
            return false;
        }
        if (stream.saidSince == 0) {
            stream.saidSince = now;
        }
        return now - Math.max(stream.blockedSince, stream.saidSince) > limits.writeNanos();
    }

    private void giveUp(Http2Stream stream, String why) {
        sendReset(stream.id, ErrorCode.CANCEL);
        streamGone(stream, new Gone(ErrorCode.CANCEL, false, false, why));
        link.flush();
    }

    /** A server that says nothing to anybody, though a call waited for it in vain, may be gone without a word: the next calls try another connection. */
    private void lookForSilence(long now) {
        if (!asked) {
            askedSince = now;
        } else if (gaveUp && !isServer && !leaving && now - askedSince > limits.writeNanos()) {
            leave();
            closeIfEmpty();
        }
    }

    private void lookForLife(long now) {
        if (pinging) {
            if (now - pingedAt > limits.writeNanos()) {
                fail(ErrorCode.NO_ERROR, "no answer to a ping for " + millis(limits.writeNanos()) + " ms");
            }
        } else if (now - lastWork > limits.keepAliveNanos()) {
            pinging = true;
            pingedAt = now;
            ping(false, LIFE_PING);
            link.flush();
        }
    }

    private void register(Http2Stream stream, int id) {
        stream.id = id;
        stream.receiveWindow = STREAM_WINDOW;
        stream.began = lastWork;
        stream.lastInput = lastWork;
        output.opened(stream);
        streams.put(id, stream);
    }

    private void outputEnded(Http2Stream stream) {
        stream.outputEnded = true;
        output.forget(stream);
        removeIfOver(stream);
    }

    private void removeIfOver(Http2Stream stream) {
        if (stream.inputEnded && stream.outputEnded) {
            remove(stream, false);
        }
    }

    private void remove(Http2Stream stream, boolean resetHere) {
        if (stream.removed) {
            return;
        }
        stream.removed = true;
        streams.remove(stream.id);
        closed.add(stream.id, resetHere);
        output.forget(stream);
        if (streams.isEmpty()) {
            lastBusy = lastWork;
            closeIfEmpty();
        }
        if (!isServer && !leaving) {
            above.roomForStreams();
        }
    }

    private void closeIfEmpty() {
        if (leaving && streams.isEmpty() && !over) {
            over = true;
            link.close();
        }
    }

    private void endAll(Gone why) {
        leave();
        for (Http2Stream stream : List.copyOf(streams.values())) {
            streamGone(stream, why);
        }
    }

    private void sendReset(int stream, int code) {
        ByteBuf out = link.buffer(Frame.HEAD + 4);
        if (out != null) {
            Frame.reset(out, stream, code);
            link.written();
            link.flush();
        }
    }

    private void sendCredit(int stream, int bytes) {
        ByteBuf out = link.buffer(Frame.HEAD + 4);
        if (out != null) {
            Frame.windowUpdate(out, stream, bytes);
            link.written();
            link.flush();
        }
    }

    private void ping(boolean ack, long data) {
        ByteBuf out = link.buffer(Frame.HEAD + 8);
        if (out != null) {
            Frame.ping(out, ack, data);
            link.written();
        }
    }

    private void goAway(int lastStream, int code, String why) {
        ByteBuf out = link.buffer(512);
        if (out != null) {
            Frame.goAway(out, lastStream, code, why);
            link.written();
        }
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
