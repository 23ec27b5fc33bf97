package io.micro4j.testkit.hostile;

import static io.micro4j.testkit.hostile.Http1Cases.CHUNKED;
import static io.micro4j.testkit.hostile.Http1Cases.ECHO;
import static io.micro4j.testkit.hostile.Http1Cases.JSON;
import static io.micro4j.testkit.hostile.Http1Cases.LARGE;
import static io.micro4j.testkit.hostile.Http1Cases.START;
import static io.micro4j.testkit.hostile.Http1Cases.chunked;
import static io.micro4j.testkit.hostile.Http1Cases.request;
import static io.micro4j.testkit.hostile.Http1Cases.says;
import static io.micro4j.testkit.hostile.Http1Expect.answered;
import static io.micro4j.testkit.hostile.Http1Expect.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.RawConnection;
import java.time.Duration;
import java.util.stream.Stream;

/** HTTP/1.1 that does not end, or comes too slowly, or is not read. */
final class Http1Floods {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration TRICKLE = Duration.ofMillis(100);
    private static final int MUCH = 64 * 1024 * 1024;

    private Http1Floods() {}

    static Stream<HostileCase> all() {
        String head = START + JSON + ECHO;
        return Stream.of(
                endless("a method without an end", 431, "", "P"),
                endless("a target without an end", 431, "POST /", "a"),
                endless("a header name without an end", 431, head, "a"),
                endless("a header value without an end", 431, head + "A: ", "b"),
                endless("headers without an end", 431, head, "A: b\r\n"),
                endless("empty lines without an end", 400, "", "\r\n"),
                endless("a chunk size without an end", 400, head + CHUNKED + "\r\n", "0"),
                endless("chunks without an end", 413, head + CHUNKED + "\r\n", "400\r\n" + "x".repeat(1024) + "\r\n"),
                endless("chunks of one byte without an end", 413, head + CHUNKED + "\r\n", "1\r\nx\r\n"),
                endless("trailers without an end", 431, head + CHUNKED + "\r\n0\r\n", "A: b\r\n"),
                endless("a body of 64 MiB", 413, head + "Content-Length: " + MUCH + "\r\n\r\n", "x"),
                says("slow: a head that stops", head, refused(408)),
                says("slow: a start line that stops", "POST /", refused(408)),
                says("slow: a body that stops", head + "Content-Length: 9\r\n\r\n{", refused(408)),
                says("slow: a body that does not begin", head + "Content-Length: 9\r\n\r\n", refused(408)),
                says("slow: a chunk that stops", chunked("9\r\n{"), refused(408)),
                says("slow: a trailer that stops", chunked("2\r\n{}\r\n0\r\nA"), refused(408)),
                trickle("slow: a head, byte by byte", "", head + "A: " + "b".repeat(1000)),
                trickle("slow: a body, byte by byte", head + "Content-Length: 1000\r\n\r\n", "x".repeat(1000)),
                trickle("slow: chunks, byte by byte", head + CHUNKED + "\r\n", "1\r\nx\r\n".repeat(100)),
                HostileCase.of("a request, byte by byte", address -> {
                    try (RawConnection connection = RawConnection.to(address)) {
                        for (byte b : request("", "{}").getBytes(ISO_8859_1)) {
                            connection.send(new byte[] {b});
                        }
                        answered(1).check(connection);
                    }
                }),
                HostileCase.of("replies of 64 MiB that are not read", Http1Floods::readNothing)
                        .within(LONG),
                HostileCase.slow("100 clients that read no reply", LONG, address -> {
                    RawConnection[] clients = new RawConnection[100];
                    for (int i = 0; i < clients.length; i++) {
                        clients[i] = RawConnection.to(address, 4096).send(large());
                    }
                    for (RawConnection client : clients) {
                        client.reset();
                    }
                }),
                HostileCase.slow("100,000 requests on one connection", LONG, address -> {
                    try (RawConnection connection = RawConnection.to(address)) {
                        byte[] hundred = request("", "{}").repeat(100).getBytes(ISO_8859_1);
                        for (int i = 0; i < 1000; i++) {
                            connection.send(hundred);
                            answered(100).check(connection);
                        }
                    }
                }));
    }

    /** Returns the bytes, as characters, of a Struct in a Value in a Struct, and so on. */
    static String nestedProtobuf(int depth) {
        int[] tags = {0x2a, 0x12, 0x0a}; // from the inside: Value.struct_value, value of the entry, Struct.fields
        StringBuilder backwards = new StringBuilder();
        for (int i = 0; i < depth * tags.length; i++) {
            int length = backwards.length();
            StringBuilder prefix = new StringBuilder().append((char) tags[i % tags.length]);
            while (length > 127) {
                prefix.append((char) ((length & 0x7f) | 0x80));
                length >>>= 7;
            }
            backwards.append(prefix.append((char) length).reverse());
        }
        return backwards.reverse().toString();
    }

    /** Says {@code again} until 64 MiB have gone or the server has hung up: it must refuse, not wait. */
    private static HostileCase endless(String name, int status, String first, String again) {
        byte[] much = again.repeat(Math.max(1, 64 * 1024 / again.length())).getBytes(ISO_8859_1);
        return HostileCase.of("endless: " + name, address -> {
                    try (RawConnection connection = RawConnection.to(address).send(first)) {
                        int sent = 0;
                        while (sent < MUCH && connection.trySend(much)) {
                            sent += much.length;
                        }
                        refused(status).check(connection);
                    }
                })
                .within(LONG);
    }

    private static HostileCase trickle(String name, String first, String rest) {
        return HostileCase.of(name, address -> {
            try (RawConnection connection = RawConnection.to(address).send(first)) {
                for (int i = 0; i < rest.length() && connection.isSilentFor(TRICKLE); i++) {
                    connection.send(rest.substring(i, i + 1));
                }
                refused(408).check(connection);
            }
        });
    }

    private static void readNothing(String address) {
        try (RawConnection connection = RawConnection.to(address, 4096)) {
            byte[] request = large();
            for (int i = 0; i < 64; i++) {
                connection.send(request);
            }
            assertThat(connection.isSilentFor(Duration.ofSeconds(5))).isFalse();
            await(connection, request);
        }
    }

    /** Waits until the server gives the client up. */
    private static void await(RawConnection connection, byte[] request) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !connection.trySend(request));
    }

    private static byte[] large() {
        return (START + JSON + LARGE + "Content-Length: 2\r\n\r\n{}").getBytes(ISO_8859_1);
    }
}
