package io.micro4j.transport.http;

import static io.micro4j.transport.http.MessageWriter.ascii;

import java.nio.charset.StandardCharsets;

/** What a client's first bytes say that it speaks. HTTP/1.1 is what is left when it is nothing else. */
enum Opening {
    /** Too few bytes have come to tell. */
    UNKNOWN,
    /** HTTP/1.1, or what its parser will refuse. */
    HTTP1,
    /** HTTP/2 without a request to upgrade: RFC 9113, section 3.4. */
    HTTP2,
    /** TLS: a record of a handshake, RFC 8446, section 5.1. */
    TLS;

    private static final byte[] HTTP2_PREFACE = ascii("PRI * HTTP/2.0");
    private static final byte TLS_HANDSHAKE = 0x16;

    /** Settings without an entry, then GOAWAY with the error HTTP_1_1_REQUIRED and a word to a person. */
    private static final byte[] HTTP2_REFUSAL = goAway("HTTP/2 is not spoken here; use HTTP/1.1");

    /** A fatal alert: protocol_version. */
    private static final byte[] TLS_REFUSAL = {0x15, 3, 1, 0, 2, 2, 70};

    static Opening of(byte[] bytes, int from, int to) {
        if (from == to) {
            return UNKNOWN;
        }
        if (bytes[from] == TLS_HANDSHAKE) {
            return TLS;
        }
        int length = Math.min(to - from, HTTP2_PREFACE.length);
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != HTTP2_PREFACE[i]) {
                return HTTP1;
            }
        }
        return length == HTTP2_PREFACE.length ? HTTP2 : UNKNOWN;
    }

    /** Returns what tells such a client, in its own language, that it is not spoken here. */
    byte[] refusal() {
        return switch (this) {
            case HTTP2 -> HTTP2_REFUSAL.clone();
            case TLS -> TLS_REFUSAL.clone();
            case UNKNOWN, HTTP1 -> throw new IllegalStateException(this + " is not refused");
        };
    }

    private static byte[] goAway(String why) {
        byte[] text = why.getBytes(StandardCharsets.US_ASCII);
        byte[] frames = new byte[9 + 9 + 8 + text.length];
        frames[3] = 4; // SETTINGS
        frames[9 + 2] = (byte) (8 + text.length);
        frames[9 + 3] = 7; // GOAWAY
        frames[9 + 9 + 7] = 0xd; // HTTP_1_1_REQUIRED
        System.arraycopy(text, 0, frames, 9 + 9 + 8, text.length);
        return frames;
    }
}
