package io.micro4j.transport.tcp;

import io.netty.buffer.ByteBuf;

/** The frames of the wire: eight bytes of head, then what the type has. docs/tcp-protocol.md says what each means. */
final class Frame {
    /** How many bytes a frame's head has: three of length, one of flags and type, four of the call's number. */
    static final int HEAD = 8;

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

    /** Of DATA: the message goes on in the call's next DATA. */
    static final int MORE = 0x10;

    /** Of DATA: no message follows from this side; from a server also that the call went well. */
    static final int LAST = 0x20;

    /** The largest payload of DATA, in bytes: few enough that what waits behind it does not wait long. */
    static final int FRAGMENT = 16 * 1024;

    /** Who has less credit for a message that is longer waits for more. */
    static final int LEAST_FRAGMENT = FRAGMENT / 4;

    /** The largest payload of HELLO, in bytes. */
    static final int MOST_HELLO = 256;

    /** The largest payload of CLOSE, in bytes. */
    static final int MOST_CLOSE = 512;

    /** What stands before the text of CLOSE: the number of the last call that was started, and a code. */
    static final int CLOSE_HEAD = 5;

    private static final byte[] OPENING = {(byte) 0xb5, 'M', '4', 'J'};
    private static final String[] NAMES = {
        "0", "HELLO", "CALL", "METADATA", "DATA", "DONE", "END", "CANCEL", "CREDIT", "PING", "PONG", "DRAIN", "CLOSE"
    };

    private Frame() {}

    /** Returns the first bytes of either side. No method of HTTP's, no preface of HTTP/2's and no record of TLS's begins so. */
    static byte[] opening() {
        return OPENING.clone();
    }

    static void head(ByteBuf out, int length, int typeAndFlags, int call) {
        out.writeLong((long) length << 40 | (long) typeAndFlags << 32 | (call & 0xffffffffL));
    }

    static int length(byte[] bytes, int from) {
        return (bytes[from] & 0xff) << 16 | (bytes[from + 1] & 0xff) << 8 | (bytes[from + 2] & 0xff);
    }

    static int integer(byte[] bytes, int from) {
        return bytes[from] << 24
                | (bytes[from + 1] & 0xff) << 16
                | (bytes[from + 2] & 0xff) << 8
                | (bytes[from + 3] & 0xff);
    }

    /** Writes four bytes. */
    static void integer(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /** Returns the name of a type; its number if it has none. */
    static String name(int type) {
        return type < NAMES.length ? NAMES[type] : Integer.toString(type);
    }

    /** Returns whether frames of {@code type} are of a call. */
    static boolean isOfCall(int type) {
        return type >= CALL && type <= CREDIT;
    }
}
