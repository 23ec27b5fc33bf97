package io.micro4j.testkit.hostile;

import static io.micro4j.testkit.hostile.Http2Frames.DATA;
import static io.micro4j.testkit.hostile.Http2Frames.END_STREAM;
import static io.micro4j.testkit.hostile.Http2Frames.GOAWAY;
import static io.micro4j.testkit.hostile.Http2Frames.HEADERS;
import static io.micro4j.testkit.hostile.Http2Frames.RST_STREAM;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.RawConnection;
import io.micro4j.testkit.hostile.HostileCase.Expectation;

/** What a server has to say in HTTP/2. */
final class Http2Expect {
    static final int NO_ERROR = 0;
    static final int PROTOCOL_ERROR = 1;
    static final int FLOW_CONTROL_ERROR = 3;
    static final int STREAM_CLOSED = 5;
    static final int FRAME_SIZE_ERROR = 6;
    static final int REFUSED_STREAM = 7;
    static final int CANCEL = 8;
    static final int COMPRESSION_ERROR = 9;
    static final int ENHANCE_YOUR_CALM = 11;

    private static final int HEAD = 9;

    private Http2Expect() {}

    /** GOAWAY with {@code code} and words that say why, and the end of the connection. */
    static Expectation leaves(int code) {
        return connection -> {
            Frame frame = next(connection);
            while (frame.type != GOAWAY) {
                frame = next(connection);
            }
            assertThat(number(frame.payload, 4)).as("code, %s", frame).isEqualTo(code);
            assertThat(frame.payload).as("the reason").hasSizeGreaterThan(15);
            assertThat(connection.rest()).as("what comes after GOAWAY").isEmpty();
        };
    }

    /** The end of {@code stream} by RST_STREAM with {@code code}. */
    static Expectation resets(int stream, int code) {
        return connection -> {
            Frame end = end(connection, stream);
            assertThat(end.type).as("RST_STREAM, %s", end).isEqualTo(RST_STREAM);
            assertThat(number(end.payload, 0)).as("code").isEqualTo(code);
        };
    }

    /** RST_STREAM with {@code code} of {@code count} streams, in any order. */
    static Expectation resetsOf(int count, int code) {
        return connection -> {
            for (int left = count; left > 0; ) {
                Frame frame = next(connection);
                assertThat(frame.type).as("type, %s", frame).isNotEqualTo(GOAWAY);
                if (frame.type == RST_STREAM) {
                    assertThat(number(frame.payload, 0)).as("code").isEqualTo(code);
                    left--;
                }
            }
        };
    }

    /** The end of {@code stream} with {@code status} of gRPC's. */
    static Expectation status(int stream, int status) {
        return connection -> {
            Frame end = end(connection, stream);
            assertThat(end.type).as("HEADERS, %s", end).isEqualTo(HEADERS);
            assertThat(field(end.payload, "grpc-status")).as("grpc-status").isEqualTo(Integer.toString(status));
        };
    }

    /** The end of {@code stream}, which was answered with {@code status} of HTTP's. */
    static Expectation answered(int stream, int status) {
        return connection -> {
            Frame head = next(connection);
            while (head.type != HEADERS || head.stream != stream) {
                head = next(connection);
            }
            assertThat(new String(head.payload, ISO_8859_1)).as("headers").contains(Integer.toString(status));
            assertThat(end(connection, stream).type).as("DATA").isEqualTo(DATA);
        };
    }

    /** Reads up to the frame that ends {@code stream}. */
    static Frame end(RawConnection connection, int stream) {
        while (true) {
            Frame frame = next(connection);
            boolean last = frame.type == RST_STREAM || (frame.isFinal() && (frame.flags & END_STREAM) != 0);
            if (frame.type == GOAWAY || (frame.stream == stream && last)) {
                return frame;
            }
        }
    }

    static Frame next(RawConnection connection) {
        byte[] head = connection.bytes(HEAD);
        int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
        return new Frame(head[3], head[4], number(head, 5), connection.bytes(length));
    }

    /** Returns the value of a header that was written without compression. */
    private static String field(byte[] block, String name) {
        String text = new String(block, ISO_8859_1);
        int at = text.indexOf(name) + name.length();
        assertThat(at).as("%s in %s", name, text).isGreaterThanOrEqualTo(name.length());
        return text.substring(at + 1, at + 1 + block[at]);
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(int type, int flags, int stream, byte[] payload) {
        private boolean isFinal() {
            return type == HEADERS || type == DATA;
        }

        @Override
        public String toString() {
            return "frame of type " + type + " on stream " + stream + ": "
                    + new String(payload, ISO_8859_1).replaceAll("[^ -~]", ".");
        }
    }
}
