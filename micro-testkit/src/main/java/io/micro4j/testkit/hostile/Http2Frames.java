package io.micro4j.testkit.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Puts frames of HTTP/2 together, right ones and wrong ones, as RFC 9113 has them; headers without compression. For one thread. */
final class Http2Frames {
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

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;

    static final int HEADER_TABLE_SIZE = 1;
    static final int INITIAL_WINDOW_SIZE = 4;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Returns the preface and settings, as a client begins that wants to be answered without compression. */
    static Http2Frames begun() {
        return preface().settings(HEADER_TABLE_SIZE, 0);
    }

    /** Returns the preface alone. */
    static Http2Frames preface() {
        return new Http2Frames().bytes(PREFACE);
    }

    Http2Frames frame(int type, int flags, int stream, byte... payload) {
        return head(payload.length, type, flags, stream).bytes(payload);
    }

    /** Adds the head of a frame, which may lie. */
    Http2Frames head(int length, int type, int flags, int stream) {
        out.write(length >>> 16);
        out.write(length >>> 8);
        out.write(length);
        out.write(type);
        out.write(flags);
        return integer(stream);
    }

    Http2Frames integer(int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
        return this;
    }

    /** Adds a frame with one setting. */
    Http2Frames settings(int name, int value) {
        return frame(SETTINGS, 0, 0, setting(name, value));
    }

    static byte[] setting(int name, int value) {
        return new Http2Frames().bytes((byte) 0, (byte) name).integer(value).toByteArray();
    }

    Http2Frames windowUpdate(int stream, int bytes) {
        return head(4, WINDOW_UPDATE, 0, stream).integer(bytes);
    }

    Http2Frames reset(int stream) {
        return head(4, RST_STREAM, 0, stream).integer(8);
    }

    /** Adds the beginning of a call. */
    Http2Frames call(int stream, String path, String... more) {
        return frame(HEADERS, END_HEADERS, stream, request(path, more));
    }

    /** Adds a whole call with an empty message. */
    Http2Frames request(int stream, String path) {
        return call(stream, path).frame(DATA, END_STREAM, stream, message());
    }

    /** Returns an empty message, with the five bytes before it. */
    static byte[] message() {
        return new byte[5];
    }

    /** Returns a message of 16,000 bytes, all but three of which are a field that is not known. */
    static byte[] largeMessage() {
        return new Http2Frames()
                .bytes((byte) 0)
                .integer(16_000)
                .bytes((byte) 0x7a, (byte) 0xfd, (byte) 0x7c)
                .bytes(new byte[15_997])
                .toByteArray();
    }

    /** Returns the headers of a call, with {@code more} names and values. */
    static byte[] request(String path, String... more) {
        return new Http2Frames()
                .field(":method", "POST")
                .field(":scheme", "http")
                .field(":path", path)
                .field("content-type", "application/grpc")
                .field("te", "trailers")
                .bytes(fields(more))
                .toByteArray();
    }

    /** Returns headers of {@code names} and values in turn. */
    static byte[] fields(String... names) {
        Http2Frames fields = new Http2Frames();
        for (int i = 0; i < names.length; i += 2) {
            fields.field(names[i], names[i + 1]);
        }
        return fields.toByteArray();
    }

    Http2Frames bytes(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    /** Adds a header that is not to be remembered: RFC 7541, section 6.2.2. */
    private Http2Frames field(String name, String value) {
        out.write(0);
        return text(name).text(value);
    }

    private Http2Frames text(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        if (bytes.length < 127) {
            out.write(bytes.length);
        } else {
            out.write(127);
            int rest = bytes.length - 127;
            for (; rest > 127; rest >>>= 7) {
                out.write(rest | 128);
            }
            out.write(rest);
        }
        return bytes(bytes);
    }
}
