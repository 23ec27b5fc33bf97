package io.micro4j.testkit.hostile;

import static io.micro4j.testkit.hostile.Http2Expect.COMPRESSION_ERROR;
import static io.micro4j.testkit.hostile.Http2Expect.ENHANCE_YOUR_CALM;
import static io.micro4j.testkit.hostile.Http2Expect.FLOW_CONTROL_ERROR;
import static io.micro4j.testkit.hostile.Http2Expect.FRAME_SIZE_ERROR;
import static io.micro4j.testkit.hostile.Http2Expect.PROTOCOL_ERROR;
import static io.micro4j.testkit.hostile.Http2Expect.REFUSED_STREAM;
import static io.micro4j.testkit.hostile.Http2Expect.STREAM_CLOSED;
import static io.micro4j.testkit.hostile.Http2Expect.answered;
import static io.micro4j.testkit.hostile.Http2Expect.leaves;
import static io.micro4j.testkit.hostile.Http2Expect.resets;
import static io.micro4j.testkit.hostile.Http2Expect.status;
import static io.micro4j.testkit.hostile.Http2Frames.DATA;
import static io.micro4j.testkit.hostile.Http2Frames.END_HEADERS;
import static io.micro4j.testkit.hostile.Http2Frames.END_STREAM;
import static io.micro4j.testkit.hostile.Http2Frames.HEADERS;
import static io.micro4j.testkit.hostile.Http2Frames.INITIAL_WINDOW_SIZE;
import static io.micro4j.testkit.hostile.Http2Frames.PING;
import static io.micro4j.testkit.hostile.Http2Frames.PUSH_PROMISE;
import static io.micro4j.testkit.hostile.Http2Frames.SETTINGS;
import static io.micro4j.testkit.hostile.Http2Frames.begun;
import static io.micro4j.testkit.hostile.Http2Frames.fields;
import static io.micro4j.testkit.hostile.Http2Frames.largeMessage;
import static io.micro4j.testkit.hostile.Http2Frames.message;
import static io.micro4j.testkit.hostile.Http2Frames.preface;
import static io.micro4j.testkit.hostile.Http2Frames.request;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micro4j.testkit.hostile.HostileCase.Expectation;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can be said to a server of gRPC that it must not take for something else. Source: RFC 9113; grpc/grpc, doc/PROTOCOL-HTTP2.md. */
public final class Http2Cases {
    static final String ECHO = "/hostile.Hostile/Echo";
    static final String LARGE = "/hostile.Hostile/Large";

    private static final int OK = 0;
    private static final int INVALID_ARGUMENT = 3;
    private static final int DEADLINE_EXCEEDED = 4;
    private static final int UNIMPLEMENTED = 12;
    private static final int INTERNAL = 13;

    private Http2Cases() {}

    /** Returns all cases of this wire, those of {@link TcpCases} included. */
    public static Stream<HostileCase> all() {
        return Stream.of(
                        TcpCases.of(begun().request(1, ECHO).toByteArray()).map(HostileCase::asSlow),
                        frames(),
                        streams(),
                        headers(),
                        credit(),
                        timeouts(),
                        GrpcMessages.all(),
                        Http2Floods.all())
                .flatMap(cases -> cases);
    }

    static HostileCase says(String name, Http2Frames frames, Expectation expectation) {
        return HostileCase.bytes(name, frames.toByteArray(), expectation);
    }

    private static Stream<HostileCase> frames() {
        return Stream.of(
                says(
                        "a preface that ends otherwise",
                        new Http2Frames().bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\0".getBytes(US_ASCII)),
                        leaves(PROTOCOL_ERROR)),
                says("no settings", preface().frame(PING, 0, 0, new byte[8]), leaves(PROTOCOL_ERROR)),
                says("a frame of 16 KiB and a byte", begun().head(16_385, DATA, 0, 1), leaves(FRAME_SIZE_ERROR)),
                says("a frame of 16 MiB", begun().head((1 << 24) - 1, HEADERS, 0, 1), leaves(FRAME_SIZE_ERROR)),
                says("SETTINGS of 5 bytes", begun().frame(SETTINGS, 0, 0, new byte[5]), leaves(FRAME_SIZE_ERROR)),
                says("PING of 7 bytes", begun().frame(PING, 0, 0, new byte[7]), leaves(FRAME_SIZE_ERROR)),
                says("PUSH_PROMISE", begun().frame(PUSH_PROMISE, 4, 1, new byte[4]), leaves(PROTOCOL_ERROR)),
                says("a frame that does not go on", begun().head(100, PING, 0, 0), leaves(ENHANCE_YOUR_CALM))
                        .asSlow(),
                says(
                        "headers that do not go on",
                        begun().frame(HEADERS, 0, 1, request(ECHO)),
                        leaves(ENHANCE_YOUR_CALM)),
                says(
                                "half a preface",
                                new Http2Frames().bytes(Arrays.copyOf(preface().toByteArray(), 20)),
                                leaves(11))
                        .asSlow(),
                says(
                        "CONTINUATION of another stream",
                        begun().frame(HEADERS, 0, 1, request(ECHO)).frame(9, END_HEADERS, 3),
                        leaves(PROTOCOL_ERROR)));
    }

    private static Stream<HostileCase> streams() {
        Http2Frames many = begun();
        for (int i = 0; i <= 1_000; i++) {
            many.call(2 * i + 1, ECHO);
        }
        return Stream.of(
                says("stream 2", begun().request(2, ECHO), leaves(PROTOCOL_ERROR)),
                says("a stream again", begun().request(5, ECHO).request(3, ECHO), leaves(PROTOCOL_ERROR)),
                says("DATA of no stream", begun().frame(DATA, 0, 1, new byte[5]), leaves(PROTOCOL_ERROR)),
                says("RST_STREAM of no stream", begun().reset(1), leaves(PROTOCOL_ERROR)),
                says(
                        "DATA after the last, while the reply waits",
                        begun().settings(INITIAL_WINDOW_SIZE, 0)
                                .request(1, LARGE)
                                .frame(DATA, 0, 1, new byte[5]),
                        resets(1, STREAM_CLOSED)),
                says("1,001 streams at once", many, resets(2_001, REFUSED_STREAM)),
                says("and a server that goes on after it", many.frame(DATA, END_STREAM, 1, message()), status(1, OK)));
    }

    private static HostileCase header(String name, String... more) {
        return says("header: " + name, begun().call(1, ECHO, more), resets(1, PROTOCOL_ERROR));
    }

    private static Stream<HostileCase> headers() {
        String[] tooMany = IntStream.range(0, 129)
                .boxed()
                .flatMap(i -> Stream.of("n" + i, "v"))
                .toArray(String[]::new);
        Http2Frames tooLarge = begun().frame(HEADERS, END_STREAM, 1, request(ECHO));
        for (int i = 0; i < 5; i++) {
            tooLarge.frame(9, i == 4 ? END_HEADERS : 0, 1, fields("n", "v".repeat(15_000)));
        }
        byte[] remembered = new byte[3_968];
        Arrays.fill(remembered, (byte) 'x');
        byte[] again = new byte[10_000];
        Arrays.fill(again, (byte) 0xbe); // the newest entry of the table
        byte[] bomb = new Http2Frames()
                .bytes(request(ECHO))
                .bytes((byte) 0x40, (byte) 1, (byte) 'a', (byte) 127, (byte) 0x81, (byte) 30)
                .bytes(remembered)
                .bytes(again)
                .toByteArray();
        return Stream.of(
                header("in upper case", "Name", "v"),
                header("no name", "", "v"),
                header("NUL in the value", "name", "\0"),
                header("CR LF in the value", "name", "\r\nname: v"),
                header("a space in the name", "na me", "v"),
                header("connection", "connection", "close"),
                header("transfer-encoding", "transfer-encoding", "chunked"),
                header("te", "te", "gzip"),
                header(":path again", ":path", ECHO),
                header(":status", ":status", "200"),
                header("content-length that is no number", "content-length", "1e3"),
                says(
                        "header: content-length that lies",
                        begun().call(1, ECHO, "content-length", "6").frame(DATA, END_STREAM, 1, message()),
                        resets(1, PROTOCOL_ERROR)),
                says(
                        "header: no path",
                        begun().frame(HEADERS, END_HEADERS, 1, fields(":method", "POST", ":scheme", "http")),
                        resets(1, PROTOCOL_ERROR)),
                says(
                        "header: 129 of them",
                        begun().frame(HEADERS, END_HEADERS | END_STREAM, 1, request(ECHO, tooMany)),
                        answered(1, 431)),
                says("header: 75,000 bytes", tooLarge, leaves(ENHANCE_YOUR_CALM)),
                says(
                        "header: 14,000 bytes that stand for 40 MB",
                        begun().frame(HEADERS, END_HEADERS | END_STREAM, 1, bomb),
                        answered(1, 431)),
                says(
                        "header: an entry that is not there",
                        begun().frame(HEADERS, END_HEADERS, 1, (byte) 0xff, (byte) 0xff, (byte) 0x7f),
                        leaves(COMPRESSION_ERROR)),
                says(
                        "header: a string that is cut off",
                        begun().frame(HEADERS, END_HEADERS, 1, (byte) 0, (byte) 100, (byte) 'a'),
                        leaves(COMPRESSION_ERROR)),
                says(
                        "header: another content type",
                        begun().frame(
                                        HEADERS,
                                        END_HEADERS | END_STREAM,
                                        1,
                                        fields(":method", "GET", ":scheme", "http", ":path", "/")),
                        answered(1, 415)),
                says("header: an endpoint that is not there", begun().request(1, "/x.X/Y"), status(1, UNIMPLEMENTED)));
    }

    private static Stream<HostileCase> credit() {
        // From go-micro, whose requests are not held back to see that there is but one; and its reply waits.
        Http2Frames over =
                begun().settings(INITIAL_WINDOW_SIZE, 0).call(1, LARGE, "x-content-type", "application/grpc+proto");
        for (int i = 0; i < 17; i++) {
            over.frame(DATA, 0, 1, largeMessage());
        }
        return Stream.of(
                says("credit of nothing", begun().windowUpdate(0, 0), leaves(PROTOCOL_ERROR)),
                says(
                        "credit of nothing for a stream",
                        begun().call(1, ECHO).windowUpdate(1, 0),
                        resets(1, PROTOCOL_ERROR)),
                says("more credit than 2^31", begun().windowUpdate(0, Integer.MAX_VALUE), leaves(FLOW_CONTROL_ERROR)),
                says(
                        "more credit than 2^31 for a stream",
                        begun().call(1, ECHO).windowUpdate(1, Integer.MAX_VALUE),
                        resets(1, FLOW_CONTROL_ERROR)),
                says(
                        "a setting that makes it more than 2^31",
                        begun().call(1, ECHO).windowUpdate(1, 1).settings(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE),
                        leaves(FLOW_CONTROL_ERROR)),
                says("a window of 2^31", begun().settings(INITIAL_WINDOW_SIZE, 1 << 31), leaves(FLOW_CONTROL_ERROR)),
                says("more messages than there is credit for", over, resets(1, FLOW_CONTROL_ERROR)));
    }

    private static HostileCase timeout(String value, int status) {
        Http2Frames call = begun().call(1, ECHO, "grpc-timeout", value).frame(DATA, END_STREAM, 1, message());
        return says("grpc-timeout: \"" + value + "\"", call, status(1, status));
    }

    private static Stream<HostileCase> timeouts() {
        return Stream.of(
                timeout("99999999H", OK),
                timeout("123456789S", INVALID_ARGUMENT),
                timeout("-1S", INVALID_ARGUMENT),
                timeout("1", INVALID_ARGUMENT),
                timeout("S", INVALID_ARGUMENT),
                timeout("", INVALID_ARGUMENT),
                timeout("1x", INVALID_ARGUMENT),
                timeout("1 S", INVALID_ARGUMENT),
                timeout("0n", DEADLINE_EXCEEDED),
                says(
                        "grpc-encoding: rot13",
                        begun().call(1, ECHO, "grpc-encoding", "rot13").frame(DATA, END_STREAM, 1, message()),
                        status(1, UNIMPLEMENTED)),
                says("no message at all", begun().call(1, ECHO).frame(DATA, END_STREAM, 1), status(1, UNIMPLEMENTED)),
                says(
                        "the half-close within a message",
                        begun().call(1, ECHO).frame(DATA, END_STREAM, 1, (byte) 0, (byte) 0),
                        status(1, INTERNAL)));
    }
}
