package io.micro4j.transport.http2;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The frames, and how they are written: RFC 9113, sections 4 and 6. */
final class Frame {
    static final int HEAD = 9;
    static final int LARGEST = 16 * 1024;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int ACK = 1;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int HAS_PRIORITY = 0x20;

    static final int HEADER_TABLE_SIZE = 1;
    static final int ENABLE_PUSH = 2;
    static final int MAX_CONCURRENT_STREAMS = 3;
    static final int INITIAL_WINDOW_SIZE = 4;
    static final int MAX_FRAME_SIZE = 5;
    static final int MAX_HEADER_LIST_SIZE = 6;

    private static final int MOST_WORDS = 256;

    private Frame() {}

    static void head(ByteBuf out, int length, int type, int flags, int stream) {
        out.writeMedium(length).writeByte(type).writeByte(flags).writeInt(stream);
    }

    static void headers(ByteBuf out, int stream, byte[] block, int size, int largest, boolean last) {
        int length = Math.min(size, largest);
        int flags = (last ? END_STREAM : 0) | (length == size ? END_HEADERS : 0);
        head(out, length, HEADERS, flags, stream);
        out.writeBytes(block, 0, length);
        for (int from = length; from < size; from += length) {
            length = Math.min(size - from, largest);
            head(out, length, CONTINUATION, from + length == size ? END_HEADERS : 0, stream);
            out.writeBytes(block, from, length);
        }
    }

    static void reset(ByteBuf out, int stream, int code) {
        head(out, 4, RST_STREAM, 0, stream);
        out.writeInt(code);
    }

    static void windowUpdate(ByteBuf out, int stream, int bytes) {
        head(out, 4, WINDOW_UPDATE, 0, stream);
        out.writeInt(bytes);
    }

    static void ping(ByteBuf out, boolean ack, long data) {
        head(out, 8, PING, ack ? ACK : 0, 0);
        out.writeLong(data);
    }

    static void goAway(ByteBuf out, int lastStream, int code, String why) {
        byte[] words = why.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(words.length, MOST_WORDS);
        head(out, 8 + length, GOAWAY, 0, 0);
        out.writeInt(lastStream).writeInt(code).writeBytes(words, 0, length);
    }

    static void setting(ByteBuf out, int name, int value) {
        out.writeShort(name).writeInt(value);
    }
}
