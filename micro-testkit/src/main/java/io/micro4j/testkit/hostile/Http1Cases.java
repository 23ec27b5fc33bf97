package io.micro4j.testkit.hostile;

import static io.micro4j.testkit.hostile.Http1Expect.answered;
import static io.micro4j.testkit.hostile.Http1Expect.closed;
import static io.micro4j.testkit.hostile.Http1Expect.failed;
import static io.micro4j.testkit.hostile.Http1Expect.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.micro4j.testkit.hostile.HostileCase.Expectation;
import java.util.stream.Stream;

/** What can be said to a server of go-micro's HTTP/1.1 that it must not take for something else. Source: RFC 9112, and RFC 9110, section 5. */
public final class Http1Cases {
    static final String JSON = "Content-Type: application/json\r\n";
    static final String ECHO = "Micro-Service: hostile\r\nMicro-Endpoint: Hostile.Echo\r\n";
    static final String LARGE = "Micro-Service: hostile\r\nMicro-Endpoint: Hostile.Large\r\n";
    static final String START = "POST / HTTP/1.1\r\nHost: x\r\n";
    static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private Http1Cases() {}

    /** Returns all cases of this wire, those of {@link TcpCases} included. */
    public static Stream<HostileCase> all() {
        return Stream.of(
                        TcpCases.of(request("", "{\"a\":1}").getBytes(ISO_8859_1)),
                        startLines(),
                        headers(),
                        lengths(),
                        chunks(),
                        exchanges(),
                        Http1Floods.all())
                .flatMap(cases -> cases);
    }

    /** Returns a request with {@code more} headers. */
    static String request(String more, String body) {
        return START + JSON + ECHO + more + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Returns a request whose body is {@code chunks}. */
    static String chunked(String chunks) {
        return START + JSON + ECHO + CHUNKED + "\r\n" + chunks;
    }

    static HostileCase says(String name, String bytes, Expectation expectation) {
        return HostileCase.bytes(name, bytes.getBytes(ISO_8859_1), expectation);
    }

    private static HostileCase startLine(String name, String line, int status) {
        return says(
                "start line: " + name,
                line + "Host: x\r\n" + JSON + ECHO + "Content-Length: 2\r\n\r\n{}",
                refused(status));
    }

    private static Stream<HostileCase> startLines() {
        return Stream.of(
                startLine("no version", "POST /\r\n", 400),
                startLine("nothing but a word", "POST\r\n", 400),
                startLine("two spaces", "POST  / HTTP/1.1\r\n", 400),
                startLine("a space at its start", " POST / HTTP/1.1\r\n", 400),
                startLine("a space at its end", "POST / HTTP/1.1 \r\n", 400),
                startLine("a space in the target", "POST /a b HTTP/1.1\r\n", 400),
                startLine("tabs for spaces", "POST\t/\tHTTP/1.1\r\n", 400),
                startLine("NUL in the method", "PO\0ST / HTTP/1.1\r\n", 400),
                startLine("NUL in the target", "POST /\0 HTTP/1.1\r\n", 400),
                startLine("CR in the target", "POST /\r HTTP/1.1\r\n", 400),
                startLine("DEL in the target", "POST /\177 HTTP/1.1\r\n", 400),
                startLine("a colon in the method", "PO:ST / HTTP/1.1\r\n", 400),
                startLine("bare LF", "POST / HTTP/1.1\n", 400),
                startLine("CR CR LF", "POST / HTTP/1.1\r\r\n", 400),
                startLine("http in lower case", "POST / http/1.1\r\n", 400),
                startLine("HTTP/1", "POST / HTTP/1\r\n", 400),
                startLine("HTTP/1.10", "POST / HTTP/1.10\r\n", 400),
                startLine("HTTP/2.0", "POST / HTTP/2.0\r\n", 505),
                startLine("HTTP/0.9", "POST / HTTP/0.9\r\n", 505),
                startLine("HTTP/9.9", "POST / HTTP/9.9\r\n", 505),
                startLine("CONNECT", "CONNECT x:80 HTTP/1.1\r\n", 501),
                startLine("a response in place of a request", "HTTP/1.1 200 OK\r\n", 400),
                startLine("five empty lines before it", "\r\n\r\n\r\n\r\n\r\nPOST / HTTP/1.1\r\n", 400),
                says("start line: an empty line before it", "\r\n" + request("", "{}"), answered(1)),
                says("start line: a method that nobody knows", request("", "{}").replace("POST", "BREW"), answered(1)),
                says(
                        "start line: an absolute target",
                        request("", "{}").replace("POST /", "POST http://y/"),
                        answered(1)));
    }

    private static HostileCase header(String name, String header, int status) {
        return says("header: " + name, request(header, "{}"), refused(status));
    }

    private static Stream<HostileCase> headers() {
        return Stream.of(
                header("a space before the colon", "A : b\r\n", 400),
                header("a tab before the colon", "A\t: b\r\n", 400),
                header("a space in the name", "A b: c\r\n", 400),
                header("no colon", "A\r\n", 400),
                header("no name", ": a\r\n", 400),
                header("folded", "A: b\r\n c\r\n", 400),
                header("folded by a tab", "A: b\r\n\tc\r\n", 400),
                header("NUL in the name", "A\0: b\r\n", 400),
                header("NUL in the value", "A: b\0c\r\n", 400),
                header("bare CR in the value", "A: b\rc\r\n", 400),
                header("bare LF at its end", "A: b\n", 400),
                header("CR CR LF at its end", "A: b\r\r\n", 400),
                header("ESC in the value", "A: \033[2J\r\n", 400),
                header("DEL in the value", "A: \177\r\n", 400),
                header("a byte above 127 in the name", "\303\244: b\r\n", 400),
                header("brackets in the name", "A[]: b\r\n", 400),
                header("a second Host", "Host: y\r\n", 400),
                header("more of them than are taken", "A: b\r\n".repeat(200), 431),
                header("larger than is taken", "A: " + "b".repeat(70_000) + "\r\n", 431),
                header("a name larger than is taken", "a".repeat(70_000) + ": b\r\n", 431),
                says("header: the first is folded", START.replace("Host", " Host") + "\r\n", refused(400)),
                says("header: no Host", request("", "{}").replace("Host: x\r\n", ""), refused(400)),
                says("header: a space in Host", request("", "{}").replace("Host: x", "Host: x y"), refused(400)),
                says("header: a path in Host", request("", "{}").replace("Host: x", "Host: x/y"), refused(400)),
                says("header: a list in Host", request("", "{}").replace("Host: x", "Host: x, y"), refused(400)),
                says("header: a user in Host", request("", "{}").replace("Host: x", "Host: u@x"), refused(400)),
                says("header: an empty value", request("A:\r\n", "{}"), answered(1)),
                says("header: bytes above 127 in a value", request("A: \303\244\377\r\n", "{}"), answered(1)),
                says("header: 100 of one name", request("A: b\r\n".repeat(100), "{}"), answered(1)),
                says(
                        "header: as much of them as is taken",
                        request("A: " + "b".repeat(60_000) + "\r\n", "{}"),
                        answered(1)));
    }

    private static HostileCase length(String name, String headers, int status) {
        return says("length: " + name, START + JSON + ECHO + headers + "\r\n{}", refused(status));
    }

    private static Stream<HostileCase> lengths() {
        return Stream.of(
                length("two that differ", "Content-Length: 2\r\nContent-Length: 3\r\n", 400),
                length("two that agree", "Content-Length: 2\r\nContent-Length: 2\r\n", 400),
                length("a list", "Content-Length: 2, 2\r\n", 400),
                length("a list of two that differ", "Content-Length: 2, 3\r\n", 400),
                length("with a plus", "Content-Length: +2\r\n", 400),
                length("negative", "Content-Length: -2\r\n", 400),
                length("hexadecimal", "Content-Length: 0x2\r\n", 400),
                length("with a space in it", "Content-Length: 1 2\r\n", 400),
                length("a fraction", "Content-Length: 2.0\r\n", 400),
                length("with an exponent", "Content-Length: 2e0\r\n", 400),
                length("empty", "Content-Length:\r\n", 400),
                length("digits that are not ASCII's", "Content-Length: \331\242\r\n", 400),
                length("2^31", "Content-Length: 2147483648\r\n", 413),
                length("2^32 + 2", "Content-Length: 4294967298\r\n", 413),
                length("2^63 + 2", "Content-Length: 9223372036854775810\r\n", 400),
                length("2^64 + 2", "Content-Length: 18446744073709551618\r\n", 400),
                length("a thousand digits", "Content-Length: " + "1".repeat(1000) + "\r\n", 400),
                length("one byte more than is taken", "Content-Length: " + (HostileInput.LARGEST + 1) + "\r\n", 413),
                length("beside an encoding", "Content-Length: 2\r\n" + CHUNKED, 400),
                length("behind an encoding", CHUNKED + "Content-Length: 2\r\n", 400),
                length("encoding: two", CHUNKED + CHUNKED, 400),
                length("encoding: chunked twice", "Transfer-Encoding: chunked, chunked\r\n", 501),
                length("encoding: gzip and chunked", "Transfer-Encoding: gzip, chunked\r\n", 501),
                length("encoding: chunked, not last", "Transfer-Encoding: chunked, gzip\r\n", 501),
                length("encoding: identity", "Transfer-Encoding: identity\r\n", 501),
                length(
                        "encoding: identity, beside a length",
                        "Transfer-Encoding: identity\r\nContent-Length: 2\r\n",
                        501),
                length("encoding: unknown", "Transfer-Encoding: xchunked\r\n", 501),
                length("encoding: in quotes", "Transfer-Encoding: \"chunked\"\r\n", 501),
                length("encoding: empty", "Transfer-Encoding:\r\n", 501),
                length("encoding: a vertical tab before it", "Transfer-Encoding: \013chunked\r\n", 400),
                length("encoding: a space before its colon", "Transfer-Encoding : chunked\r\n", 400),
                length("encoding: folded", "Transfer-Encoding:\r\n chunked\r\n", 501),
                says(
                        "length: encoding in HTTP/1.0",
                        chunked("0\r\n\r\n").replace("HTTP/1.1", "HTTP/1.0"),
                        refused(400)),
                says(
                        "length: encoding in capitals",
                        chunked("2\r\n{}\r\n0\r\n\r\n").replace("chunked", "CHUNKED"),
                        answered(1)),
                says("length: zeros before it", START + JSON + ECHO + "Content-Length: 0002\r\n\r\n{}", answered(1)),
                says("length: none, so no body", START + JSON + ECHO + "\r\n", answered(1)));
    }

    private static HostileCase chunk(String name, String chunks, int status) {
        return says("chunk: " + name, chunked(chunks), refused(status));
    }

    private static Stream<HostileCase> chunks() {
        String megabyte = "x".repeat(1024 * 1024);
        return Stream.of(
                chunk("a negative size", "-2\r\n{}\r\n0\r\n\r\n", 400),
                chunk("a size with a plus", "+2\r\n{}\r\n0\r\n\r\n", 400),
                chunk("a size with 0x", "0x2\r\n{}\r\n0\r\n\r\n", 400),
                chunk("a size that is none", "g\r\n{}\r\n0\r\n\r\n", 400),
                chunk("no size", "\r\n{}\r\n0\r\n\r\n", 400),
                chunk("a size behind a space", " 2\r\n{}\r\n0\r\n\r\n", 400),
                chunk("a size before a space", "2 \r\n{}\r\n0\r\n\r\n", 400),
                chunk("a size of 2^31", "80000000\r\n{}", 413),
                chunk("a size of 2^32", "100000000\r\n{}", 400),
                chunk("a size of 2^32 + 2", "100000002\r\n{}\r\n0\r\n\r\n", 400),
                chunk("a size of 2^63", "8000000000000000\r\n{}", 400),
                chunk("a size of 2^64 - 1", "ffffffffffffffff\r\n{}", 400),
                chunk("a size of 2^64 + 2", "10000000000000002\r\n{}\r\n0\r\n\r\n", 400),
                chunk("a size of a hundred digits", "0".repeat(99) + "2\r\n{}\r\n0\r\n\r\n", 400),
                chunk("a size line without an end", "0".repeat(100_000), 400),
                chunk("an extension of 1 MiB", "2;" + megabyte + "\r\n{}\r\n0\r\n\r\n", 400),
                chunk("an extension of 1 MiB at the last", "2\r\n{}\r\n0;" + megabyte + "\r\n\r\n", 400),
                chunk("10,000 extensions", "1;abcdefghij\r\n \r\n".repeat(10_000) + "0\r\n\r\n", 400),
                chunk("a control character in an extension", "2;a=\0\r\n{}\r\n0\r\n\r\n", 400),
                chunk("bare LF after its size", "2\n{}\r\n0\r\n\r\n", 400),
                chunk("bare LF after its data", "2\r\n{}\n0\r\n\r\n", 400),
                chunk("bare CR after its size", "2\r{}\r\n0\r\n\r\n", 400),
                chunk("CR CR LF after its size", "2\r\r\n{}\r\n0\r\n\r\n", 400),
                chunk("bare LF at the end", "2\r\n{}\r\n0\r\n\n", 400),
                chunk("longer than its size", "2\r\n{} \r\n0\r\n\r\n", 400),
                chunk("shorter than its size", "3\r\n{}\r\n0\r\n\r\n", 400),
                chunk("more in all than is taken", "400000\r\n" + "x".repeat(HostileInput.LARGEST) + "\r\n1\r\n", 413),
                chunk("trailers: more than are taken", "2\r\n{}\r\n0\r\n" + "A: b\r\n".repeat(200) + "\r\n", 431),
                chunk("trailers: larger than is taken", "2\r\n{}\r\n0\r\nA: " + megabyte + "\r\n\r\n", 431),
                chunk("trailers: a space before the colon", "2\r\n{}\r\n0\r\nA : b\r\n\r\n", 400),
                chunk("trailers: folded", "2\r\n{}\r\n0\r\nA: b\r\n c\r\n\r\n", 400),
                says(
                        "chunk: trailers that would be a length",
                        chunked("2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n"),
                        answered(1)),
                says(
                        "chunk: trailers that would be another endpoint",
                        chunked("2\r\n{}\r\n0\r\nMicro-Endpoint: No\r\n\r\n"),
                        answered(1)),
                says("chunk: an extension", chunked("2;a=\"b;c\"\r\n{}\r\n0;d\r\n\r\n"), answered(1)),
                says("chunk: zeros before its size", chunked("0000000000000002\r\n{}\r\n00\r\n\r\n"), answered(1)),
                says(
                        "chunk: 100,000 of one byte",
                        chunked("1\r\n \r\n".repeat(100_000) + "2\r\n{}\r\n0\r\n\r\n"),
                        answered(1)));
    }

    private static Stream<HostileCase> exchanges() {
        String hello = "\026\003\001\002\000\001\000\001\374\003\003" + "x".repeat(506);
        String smuggled = chunked("0\r\n\r\n").replace(CHUNKED, CHUNKED + "Content-Length: 60\r\n") + request("", "{}");
        return Stream.of(
                says("exchange: ten requests at once", request("", "{}").repeat(10), answered(10)),
                says("exchange: a request behind one that is refused", smuggled, refused(400)),
                says(
                        "exchange: garbage behind a request that closes",
                        request("Connection: close\r\n", "{}") + "\0\0\r\n\r\n",
                        connection -> {
                            answered(1).check(connection);
                            closed().check(connection);
                        }),
                says("exchange: garbage behind a request", request("", "{}") + "\0\0\r\n\r\n", connection -> {
                    answered(1).check(connection);
                    refused(400).check(connection);
                }),
                says("exchange: an expectation that cannot be met", request("Expect: 200-ok\r\n", "{}"), refused(417)),
                says(
                        "exchange: an expectation, and the body at once",
                        request("Expect: 100-continue\r\n", "{}"),
                        connection -> {
                            answered(1).check(connection);
                        }),
                says(
                        "exchange: an expectation of a body that is too large",
                        START + JSON + ECHO + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n",
                        refused(413)),
                says(
                        "exchange: an upgrade to h2c",
                        request(
                                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n",
                                "{}"),
                        answered(1)),
                says(
                        "exchange: an upgrade to a web socket",
                        request("Connection: Upgrade\r\nUpgrade: websocket\r\n", "{}"),
                        answered(1)),
                says(
                        "exchange: a TLS hello",
                        hello,
                        connection -> org.assertj.core.api.Assertions.assertThat(connection.rest())
                                .startsWith(0x15, 3)),
                says(
                        "exchange: an unknown service",
                        request("", "{}").replace("Hostile.Echo", "Nobody.Echo"),
                        failed(404)),
                says(
                        "exchange: an unknown content type",
                        request("", "{}").replace("application/json", "text/\"x\""),
                        failed(415)),
                says("body: JSON that is cut off", request("", "{\"a\":"), failed(400)),
                says(
                        "body: JSON nested 100,000 deep in lists",
                        request("", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                        failed(400)),
                says(
                        "body: JSON nested 100,000 deep in objects",
                        request("", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
                        failed(400)),
                says("body: JSON that only opens", request("", "{\"a\":" + "[".repeat(1_000_000)), failed(400)),
                says("body: JSON that is no UTF-8", request("", "{\"a\":\"\300\200\355\240\200\"}"), answered(1)),
                says("body: a number of 1 MiB", request("", "{\"a\":" + "9".repeat(1024 * 1024) + "}"), answered(1)),
                protobuf("nested 10,000 deep", Http1Floods.nestedProtobuf(10_000)),
                protobuf("a length beyond its end", "\n\177"),
                protobuf("a length of 2^31 - 1", "\n\377\377\377\377\007"),
                protobuf("a negative length", "\n\377\377\377\377\017"),
                protobuf("a varint without an end", "\b" + "\377".repeat(100)),
                protobuf("a wire type that is none", "\017"),
                protobuf("an end of a group that did not begin", "\014"),
                protobuf("10,000 groups that do not end", "\013".repeat(10_000)));
    }

    private static HostileCase protobuf(String name, String bytes) {
        return says(
                "body: protobuf with " + name,
                request("", bytes).replace("application/json", "application/protobuf"),
                failed(400));
    }
}
