package io.micro4j.transport.http2;

import java.util.Arrays;

/** Cuts bytes into frames, and puts header blocks together. The bytes of DATA are handed on as they come, all else once it is whole. */
final class FrameReader {
    /** Takes frames. Lengths and flags were checked; stream ids were not, but for 0. */
    interface Sink {
        /** DATA begins; {@code length} bytes count against the credit, padding included. */
        void dataBegins(int stream, int length, boolean last) throws Http2Fault;

        void data(byte[] bytes, int from, int to) throws Http2Fault;

        void dataEnds() throws Http2Fault;

        void headers(int stream, byte[] bytes, int from, int to, boolean last, boolean ownParent) throws Http2Fault;

        void reset(int stream, int code) throws Http2Fault;

        void settings(byte[] bytes, int from, int to) throws Http2Fault;

        void settingsTaken() throws Http2Fault;

        void ping(long data, boolean ack) throws Http2Fault;

        void goAway(int lastStream, int code, String why) throws Http2Fault;

        void windowUpdate(int stream, int bytes) throws Http2Fault;

        /** A frame that asks for nothing. */
        void idle() throws Http2Fault;

        /** More frames may be read. */
        boolean isOpen();
    }

    private final Sink sink;
    private final int mostHeaderBytes;

    private int position;
    private int dataLeft = -1;
    private int finishedFrames;

    private int blockStream;
    private boolean blockLast;
    private boolean blockOwnParent;
    private byte[] block = new byte[0];
    private int blockSize;

    FrameReader(Sink sink, int mostHeaderBytes) {
        this.sink = sink;
        this.mostHeaderBytes = mostHeaderBytes;
    }

    /** Returns whether headers have begun that have not ended. */
    boolean isInHeaders() {
        return blockStream != 0;
    }

    /** Returns how many frames have come, those within a block of headers left out. */
    int finishedFrames() {
        return finishedFrames;
    }

    /** Returns where to go on reading: behind the frame that was read last, also if it broke a rule. */
    int position() {
        return position;
    }

    /** Reads what is whole; {@link #position} is then behind it. */
    void read(byte[] bytes, int from, int to) throws Http2Fault {
        position = from;
        while (sink.isOpen()) {
            if (dataLeft >= 0 && !data(bytes, to)) {
                return;
            }
            if (!frame(bytes, position, to)) {
                return;
            }
        }
    }

    /** Returns whether the frame's data has ended. */
    private boolean data(byte[] bytes, int to) throws Http2Fault {
        int from = position;
        position = Math.min(to, from + dataLeft);
        dataLeft -= position - from;
        if (position > from) {
            sink.data(bytes, from, position);
        }
        if (dataLeft > 0) {
            return false;
        }
        dataLeft = -1;
        sink.dataEnds();
        return true;
    }

    private boolean frame(byte[] bytes, int from, int to) throws Http2Fault {
        if (to - from < Frame.HEAD) {
            return false;
        }
        int length = (bytes[from] & 0xff) << 16 | (bytes[from + 1] & 0xff) << 8 | (bytes[from + 2] & 0xff);
        int type = bytes[from + 3];
        int flags = bytes[from + 4];
        int stream = number(bytes, from + 5) & Integer.MAX_VALUE;
        if (length > Frame.LARGEST) {
            throw size("a frame of " + length + " bytes is larger than " + Frame.LARGEST);
        }
        if (blockStream != 0 && (type != Frame.CONTINUATION || stream != blockStream)) {
            throw protocol("another frame came between the headers of stream " + blockStream);
        }
        int start = from + Frame.HEAD;
        if (type == Frame.DATA && (flags & Frame.PADDED) == 0) {
            stream(stream, "DATA");
            position = start;
            dataLeft = length;
            finishedFrames++;
            sink.dataBegins(stream, length, (flags & Frame.END_STREAM) != 0);
            return data(bytes, to);
        }
        int end = start + length;
        if (end > to) {
            return false;
        }
        position = end;
        if ((type != Frame.HEADERS && type != Frame.CONTINUATION) || (flags & Frame.END_HEADERS) != 0) {
            finishedFrames++;
        }
        whole(type, flags, stream, bytes, start, end);
        return true;
    }

    private void whole(int type, int flags, int stream, byte[] bytes, int from, int to) throws Http2Fault {
        switch (type) {
            case Frame.DATA -> paddedData(flags, stream, bytes, from, to);
            case Frame.HEADERS -> headers(flags, stream, bytes, from, to);
            case Frame.CONTINUATION -> continuation(flags, stream, bytes, from, to);
            case Frame.PRIORITY -> priority(stream, bytes, from, to);
            case Frame.RST_STREAM -> {
                stream(stream, "RST_STREAM");
                exactly(4, from, to, "RST_STREAM");
                sink.reset(stream, number(bytes, from));
            }
            case Frame.SETTINGS -> settings(flags, stream, bytes, from, to);
            case Frame.PUSH_PROMISE -> throw protocol("PUSH_PROMISE is not wanted");
            case Frame.PING -> {
                connection(stream, "PING");
                exactly(8, from, to, "PING");
                long data = (long) number(bytes, from) << 32 | (number(bytes, from + 4) & 0xffffffffL);
                sink.ping(data, (flags & Frame.ACK) != 0);
            }
            case Frame.GOAWAY -> goAway(stream, bytes, from, to);
            case Frame.WINDOW_UPDATE -> {
                exactly(4, from, to, "WINDOW_UPDATE");
                sink.windowUpdate(stream, number(bytes, from) & Integer.MAX_VALUE);
            }
            default -> sink.idle(); // an extension that is not known
        }
    }

    private void paddedData(int flags, int stream, byte[] bytes, int from, int to) throws Http2Fault {
        stream(stream, "DATA");
        int end = unpadded(bytes, from, to, 1);
        sink.dataBegins(stream, to - from, (flags & Frame.END_STREAM) != 0);
        if (from + 1 < end) {
            sink.data(bytes, from + 1, end);
        }
        sink.dataEnds();
    }

    private void headers(int flags, int stream, byte[] bytes, int from, int to) throws Http2Fault {
        stream(stream, "HEADERS");
        boolean padded = (flags & Frame.PADDED) != 0;
        boolean prioritized = (flags & Frame.HAS_PRIORITY) != 0;
        int start = from + (padded ? 1 : 0) + (prioritized ? 5 : 0);
        if (start > to) {
            throw size("HEADERS are too short");
        }
        int end = padded ? unpadded(bytes, from, to, start - from) : to;
        boolean last = (flags & Frame.END_STREAM) != 0;
        boolean ownParent = prioritized && (number(bytes, start - 5) & Integer.MAX_VALUE) == stream;
        if ((flags & Frame.END_HEADERS) != 0) {
            sink.headers(stream, bytes, start, end, last, ownParent);
        } else {
            blockStream = stream;
            blockLast = last;
            blockOwnParent = ownParent;
            blockSize = 0;
            gather(bytes, start, end);
        }
    }

    private void continuation(int flags, int stream, byte[] bytes, int from, int to) throws Http2Fault {
        if (blockStream == 0) {
            throw protocol("CONTINUATION came without HEADERS before it");
        }
        if (from == to) {
            sink.idle();
        }
        gather(bytes, from, to);
        if ((flags & Frame.END_HEADERS) != 0) {
            blockStream = 0;
            byte[] whole = block;
            block = new byte[0];
            sink.headers(stream, whole, 0, blockSize, blockLast, blockOwnParent);
        }
    }

    private void gather(byte[] bytes, int from, int to) throws Http2Fault {
        int length = to - from;
        if (blockSize + length > mostHeaderBytes) {
            throw Http2Fault.ofConnection(
                    ErrorCode.ENHANCE_YOUR_CALM,
                    "headers of more than " + mostHeaderBytes + " bytes are not taken (maxHeaderBytes)");
        }
        if (blockSize + length > block.length) {
            block = Arrays.copyOf(block, Math.max(blockSize + length, block.length * 2));
        }
        System.arraycopy(bytes, from, block, blockSize, length);
        blockSize += length;
    }

    private void priority(int stream, byte[] bytes, int from, int to) throws Http2Fault {
        stream(stream, "PRIORITY");
        if (to - from != 5) {
            throw Http2Fault.ofStream(ErrorCode.FRAME_SIZE_ERROR, stream, "PRIORITY has 5 bytes");
        }
        if ((number(bytes, from) & Integer.MAX_VALUE) == stream) {
            throw Http2Fault.ofStream(ErrorCode.PROTOCOL_ERROR, stream, "a stream depends on itself");
        }
        sink.idle();
    }

    private void settings(int flags, int stream, byte[] bytes, int from, int to) throws Http2Fault {
        connection(stream, "SETTINGS");
        if ((flags & Frame.ACK) != 0) {
            exactly(0, from, to, "an acknowledgement of SETTINGS");
            sink.settingsTaken();
        } else if ((to - from) % 6 != 0) {
            throw size("SETTINGS have 6 bytes each");
        } else {
            sink.settings(bytes, from, to);
        }
    }

    private void goAway(int stream, byte[] bytes, int from, int to) throws Http2Fault {
        connection(stream, "GOAWAY");
        if (to - from < 8) {
            throw size("GOAWAY is too short");
        }
        String why = new String(bytes, from + 8, Math.min(to - from - 8, 256), java.nio.charset.StandardCharsets.UTF_8);
        sink.goAway(number(bytes, from) & Integer.MAX_VALUE, number(bytes, from + 4), why);
    }

    /** Returns where the padding begins. The byte that says its length is the first. */
    private static int unpadded(byte[] bytes, int from, int to, int before) throws Http2Fault {
        if (from == to) {
            throw size("the length of the padding is missing");
        }
        int end = to - (bytes[from] & 0xff);
        if (end < from + before) {
            throw protocol("there is more padding than frame");
        }
        return end;
    }

    private static void stream(int stream, String type) throws Http2Fault {
        if (stream == 0) {
            throw protocol(type + " came without a stream");
        }
    }

    private static void connection(int stream, String type) throws Http2Fault {
        if (stream != 0) {
            throw protocol(type + " came on stream " + stream);
        }
    }

    private static void exactly(int length, int from, int to, String what) throws Http2Fault {
        if (to - from != length) {
            throw size(what + " has " + length + " bytes, not " + (to - from));
        }
    }

    static int number(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }

    private static Http2Fault protocol(String what) {
        return Http2Fault.ofConnection(ErrorCode.PROTOCOL_ERROR, what);
    }

    private static Http2Fault size(String what) {
        return Http2Fault.ofConnection(ErrorCode.FRAME_SIZE_ERROR, what);
    }
}
