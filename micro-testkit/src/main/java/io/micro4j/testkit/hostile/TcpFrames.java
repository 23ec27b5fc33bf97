package io.micro4j.testkit.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Puts frames of the tcp wire together, right ones and wrong ones, as docs/tcp-protocol.md has them. For one thread. */
final class TcpFrames {
    static final int HELLO = 1;
    static final int CALL = 2;
    static final int METADATA = 3;
    static final int DATA = 4;
    static final int DONE = 5;
    static final int END = 6;
    static final int CANCEL = 7;
    static final int CREDIT = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int DRAIN = 11;
    static final int CLOSE = 12;
    static final int MORE = 0x10;
    static final int LAST = 0x20;

    private static final byte[] OPENING = {(byte) 0xb5, 'M', '4', 'J'};
    private static final int CREDIT_SETTING = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Returns the opening and a HELLO that allows {@code credit} bytes a call. */
    static TcpFrames begun(int credit) {
        return new TcpFrames()
                .bytes(OPENING)
                .frame(
                        HELLO,
                        0,
                        new TcpFrames().number(1).number(CREDIT_SETTING).number(credit));
    }

    /** Returns the opening and a HELLO. */
    static TcpFrames begun() {
        return begun(1 << 20);
    }

    /** Returns the opening alone. */
    static TcpFrames opened() {
        return new TcpFrames().bytes(OPENING);
    }

    TcpFrames frame(int type, int call, byte... payload) {
        return head(payload.length, type, call).bytes(payload);
    }

    TcpFrames frame(int type, int call, TcpFrames payload) {
        return frame(type, call, payload.toByteArray());
    }

    /** Adds the head of a frame, which may lie. */
    TcpFrames head(int length, int typeAndFlags, int call) {
        out.write(length >>> 16);
        out.write(length >>> 8);
        out.write(length);
        out.write(typeAndFlags);
        return integer(call);
    }

    TcpFrames integer(int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
        return this;
    }

    TcpFrames number(long value) {
        long rest = value;
        for (; rest > 0x7f; rest >>>= 7) {
            out.write((int) rest | 0x80);
        }
        out.write((int) rest);
        return this;
    }

    /** Adds a text of {@code kind}: 0 literal, 1 to be remembered. */
    TcpFrames text(String text, int kind) {
        byte[] bytes = text.getBytes(UTF_8);
        return number((long) bytes.length << 2 | kind).bytes(bytes);
    }

    /** Adds a CALL of {@code endpoint}, with JSON. */
    TcpFrames call(int number, String endpoint) {
        return frame(CALL, number, callHead(endpoint).number(0).number(0));
    }

    /** Adds a whole unary call. */
    TcpFrames request(int number, String endpoint) {
        return call(number, endpoint).frame(DATA | LAST, number, "{}".getBytes(UTF_8));
    }

    /** Returns the texts with which a CALL begins. */
    static TcpFrames callHead(String endpoint) {
        return new TcpFrames().text("hostile", 0).text(endpoint, 0).text("application/json", 0);
    }

    TcpFrames bytes(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
