package io.micro4j.transport.http2;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What goes out of a session: frames, within the credit that the peer gave, and the streams that wait for more of it, in turn. */
final class Output {
    private static final int DEFAULT_WINDOW = 65_535;
    private static final int SLACK = 512;

    /** What a peer is thought to take that does not say. */
    private static final int HEADER_BYTES = 64 * 1024;

    /** A stream that gets credit for less than this is as good as one that gets none. */
    private static final int LEAST = 1024;

    private final Link link;
    private final HpackEncoder encoder = new HpackEncoder();
    private final ArrayDeque<Http2Stream> waiting = new ArrayDeque<>();
    private int window = DEFAULT_WINDOW;
    private int streamWindow = DEFAULT_WINDOW;
    private int largestFrame = Frame.LARGEST;
    private long mostStreams = Integer.MAX_VALUE;
    private long mostHeaderBytes = HEADER_BYTES;

    Output(Link link) {
        this.link = link;
    }

    HpackEncoder block() {
        return encoder.begin();
    }

    /** Returns how many streams the peer takes. */
    long mostStreams() {
        return mostStreams;
    }

    /** Returns how large a block of headers the peer takes, unpacked. */
    long mostHeaderBytes() {
        return mostHeaderBytes;
    }

    void opened(Http2Stream stream) {
        stream.sendWindow = streamWindow;
    }

    /** Writes the block that was begun last. */
    void headers(Http2Stream stream, boolean last) {
        ByteBuf out = link.buffer(encoder.size() + SLACK);
        if (out != null) {
            Frame.headers(out, stream.id, encoder.bytes(), encoder.size(), largestFrame, last);
            link.written();
        }
    }

    void data(Http2Stream stream, byte[] bytes, int from, int length, boolean last) {
        window -= length;
        stream.sendWindow -= length;
        stream.sent += length;
        ByteBuf out = link.buffer(length + Frame.HEAD);
        if (out != null) {
            Frame.head(out, length, Frame.DATA, last ? Frame.END_STREAM : 0, stream.id);
            out.writeBytes(bytes, from, length);
            link.written();
        }
    }

    /** Returns how many bytes may be sent now in one frame; if none, the stream is told when there is room. */
    int room(Http2Stream stream) {
        int room = Math.min(Math.min(window, stream.sendWindow), largestFrame);
        if (room > 0 && link.isWritable()) {
            return room;
        }
        if (!stream.blocked) {
            stream.blocked = true;
            stream.blockedSince = System.nanoTime();
            stream.sentBefore = stream.sent;
        }
        if (stream.sendWindow > 0 && !stream.queued) {
            stream.queued = true;
            waiting.add(stream);
        }
        return 0;
    }

    /** Lets those write that wait, each in its turn. */
    void resume() {
        for (int turns = waiting.size(); turns > 0 && window > 0 && link.isWritable(); turns--) {
            Http2Stream next = waiting.remove();
            next.queued = false;
            unblock(next);
        }
    }

    void forget(Http2Stream stream) {
        if (stream.queued) {
            stream.queued = false;
            waiting.remove(stream);
        }
    }

    void credit(@Nullable Http2Stream stream, int id, int bytes) throws Http2Fault {
        if (id == 0) {
            window = sum(window, bytes, 0);
            resume();
        } else if (stream != null) {
            stream.sendWindow = sum(stream.sendWindow, bytes, id);
            unblock(stream);
        }
    }

    /** Takes one setting of the peer's. */
    void setting(int name, long value, Supplier<List<Http2Stream>> streams) throws Http2Fault {
        switch (name) {
            case Frame.HEADER_TABLE_SIZE -> encoder.limit(value);
            case Frame.ENABLE_PUSH -> check(value <= 1, "ENABLE_PUSH is " + value + ", not 0 or 1");
            case Frame.MAX_CONCURRENT_STREAMS -> mostStreams = value;
            case Frame.INITIAL_WINDOW_SIZE -> streamWindow(value, streams.get());
            case Frame.MAX_FRAME_SIZE -> {
                check(value >= 16_384 && value < 1 << 24, "MAX_FRAME_SIZE is " + value);
                largestFrame = Frame.LARGEST; // larger ones gain nothing, and hold others up
            }
            case Frame.MAX_HEADER_LIST_SIZE -> mostHeaderBytes = value;
            default -> {
                // an extension that is not known
            }
        }
    }

    private void streamWindow(long value, List<Http2Stream> streams) throws Http2Fault {
        if (value > Integer.MAX_VALUE) {
            throw Http2Fault.ofConnection(ErrorCode.FLOW_CONTROL_ERROR, "INITIAL_WINDOW_SIZE is " + value);
        }
        int more = (int) value - streamWindow;
        streamWindow = (int) value;
        for (Http2Stream stream : streams) {
            stream.sendWindow = sum(stream.sendWindow, more, 0);
            if (stream.sendWindow > 0) {
                unblock(stream);
            }
        }
    }

    private static void unblock(Http2Stream stream) {
        if (stream.blocked && !stream.queued) {
            long since = stream.blockedSince;
            long before = stream.sentBefore;
            stream.blocked = false;
            stream.writable();
            if (stream.blocked && stream.sent - before < LEAST) {
                stream.blockedSince = since;
                stream.sentBefore = before;
            }
        }
    }

    private static int sum(int window, int more, int stream) throws Http2Fault {
        long sum = (long) window + more;
        if (sum > Integer.MAX_VALUE) {
            String what = "more credit is given than can be counted";
            throw stream == 0
                    ? Http2Fault.ofConnection(ErrorCode.FLOW_CONTROL_ERROR, what)
                    : Http2Fault.ofStream(ErrorCode.FLOW_CONTROL_ERROR, stream, what);
        }
        return (int) sum;
    }

    private static void check(boolean holds, String what) throws Http2Fault {
        if (!holds) {
            throw Http2Fault.ofConnection(ErrorCode.PROTOCOL_ERROR, what);
        }
    }
}
