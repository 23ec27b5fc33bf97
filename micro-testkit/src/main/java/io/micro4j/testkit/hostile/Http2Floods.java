package io.micro4j.testkit.hostile;

import static io.micro4j.testkit.hostile.Http2Cases.ECHO;
import static io.micro4j.testkit.hostile.Http2Cases.LARGE;
import static io.micro4j.testkit.hostile.Http2Expect.CANCEL;
import static io.micro4j.testkit.hostile.Http2Expect.ENHANCE_YOUR_CALM;
import static io.micro4j.testkit.hostile.Http2Expect.leaves;
import static io.micro4j.testkit.hostile.Http2Expect.resets;
import static io.micro4j.testkit.hostile.Http2Expect.resetsOf;
import static io.micro4j.testkit.hostile.Http2Frames.CONTINUATION;
import static io.micro4j.testkit.hostile.Http2Frames.DATA;
import static io.micro4j.testkit.hostile.Http2Frames.END_HEADERS;
import static io.micro4j.testkit.hostile.Http2Frames.END_STREAM;
import static io.micro4j.testkit.hostile.Http2Frames.GOAWAY;
import static io.micro4j.testkit.hostile.Http2Frames.HEADERS;
import static io.micro4j.testkit.hostile.Http2Frames.INITIAL_WINDOW_SIZE;
import static io.micro4j.testkit.hostile.Http2Frames.PADDED;
import static io.micro4j.testkit.hostile.Http2Frames.PING;
import static io.micro4j.testkit.hostile.Http2Frames.PRIORITY;
import static io.micro4j.testkit.hostile.Http2Frames.SETTINGS;
import static io.micro4j.testkit.hostile.Http2Frames.begun;
import static io.micro4j.testkit.hostile.Http2Frames.fields;
import static io.micro4j.testkit.hostile.Http2Frames.message;
import static io.micro4j.testkit.hostile.Http2Frames.request;
import static io.micro4j.testkit.hostile.Http2Frames.setting;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.RawConnection;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** HTTP/2 that does not end, costs more than it says, comes too slowly, or is not read. */
final class Http2Floods {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MANY = 20_000;

    private Http2Floods() {}

    static Stream<HostileCase> all() {
        return Stream.of(frames(), streams(), forcedResets().map(HostileCase::asSlow), unread())
                .flatMap(cases -> cases);
    }

    private static Stream<HostileCase> frames() {
        byte[] settings = times(2_700, i -> setting(INITIAL_WINDOW_SIZE, i));
        return Stream.of(
                flood("PING", begun(), i -> new Http2Frames().frame(PING, 0, 0, new byte[8])),
                flood("PING that answers none", begun(), i -> new Http2Frames().frame(PING, 1, 0, new byte[8])),
                flood("SETTINGS", begun(), i -> new Http2Frames().frame(SETTINGS, 0, 0)),
                flood("settings in one frame", manyCalls(), i -> new Http2Frames().frame(SETTINGS, 0, 0, settings)),
                flood("SETTINGS that acknowledge none", begun(), i -> new Http2Frames().frame(SETTINGS, 1, 0)),
                flood("PRIORITY", begun(), i -> new Http2Frames().frame(PRIORITY, 0, 1, new byte[5])),
                flood("frames of a type that is not known", begun(), i -> new Http2Frames().frame(0x7f, 0, 0)),
                flood("WINDOW_UPDATE", begun(), i -> new Http2Frames().windowUpdate(0, 1)),
                flood("WINDOW_UPDATE of a stream", begun().call(1, ECHO), i -> new Http2Frames().windowUpdate(1, 1)),
                flood("GOAWAY", manyCalls(), i -> new Http2Frames().frame(GOAWAY, 0, 0, new byte[8])),
                flood("empty DATA", begun().call(1, ECHO), i -> new Http2Frames().frame(DATA, 0, 1)),
                flood(
                        "DATA that is padding",
                        begun().call(1, ECHO),
                        i -> new Http2Frames().frame(DATA, PADDED, 1, (byte) 2, (byte) 0, (byte) 0)),
                flood(
                        "empty CONTINUATION",
                        begun().frame(HEADERS, 0, 1, request(ECHO)),
                        i -> new Http2Frames().frame(CONTINUATION, 0, 1)),
                flood(
                        "CONTINUATION",
                        begun().frame(HEADERS, 0, 1, request(ECHO)),
                        i -> new Http2Frames().frame(CONTINUATION, 0, 1, fields("name", "value"))));
    }

    private static Stream<HostileCase> streams() {
        return Stream.of(
                flood(
                        "calls that are reset at once",
                        begun(),
                        i -> new Http2Frames().call(2 * i + 1, ECHO).reset(2 * i + 1)),
                flood(
                        "resets that the server is made to send, by credit of nothing",
                        begun(),
                        i -> new Http2Frames().call(2 * i + 1, ECHO).windowUpdate(2 * i + 1, 0)),
                flood("calls over the limit", manyCalls(), i -> new Http2Frames().call(2 * i + 2_001, ECHO)));
    }

    /** MadeYouReset, CVE-2025-8671: the calls count as ended, and the work that they began goes on. */
    private static Stream<HostileCase> forcedResets() {
        return Stream.of(
                flood(
                        "resets that the server is made to send, by credit over 2^31",
                        begun(),
                        i -> new Http2Frames().call(2 * i + 1, ECHO).windowUpdate(2 * i + 1, Integer.MAX_VALUE)),
                flood(
                        "resets that the server is made to send, by a stream that depends on itself",
                        begun(),
                        i -> new Http2Frames()
                                .call(2 * i + 1, ECHO)
                                .head(5, PRIORITY, 0, 2 * i + 1)
                                .integer(2 * i + 1)
                                .bytes((byte) 0)),
                flood(
                        "resets that the server is made to send, by PRIORITY of 4 bytes",
                        begun(),
                        i -> new Http2Frames().call(2 * i + 1, ECHO).frame(PRIORITY, 0, 2 * i + 1, new byte[4])),
                flood(
                        "resets that the server is made to send, by DATA after the last",
                        begun().settings(INITIAL_WINDOW_SIZE, 0),
                        i -> new Http2Frames().request(2 * i + 1, LARGE).frame(DATA, 0, 2 * i + 1, new byte[5])),
                flood(
                        "resets that the server is made to send, by malformed headers",
                        begun(),
                        i -> new Http2Frames().call(2 * i + 1, ECHO, "Name", "v")),
                flood(
                        "resets that the server is made to send, by trailers that do not end",
                        begun(),
                        i -> new Http2Frames()
                                .call(2 * i + 1, ECHO)
                                .frame(HEADERS, END_HEADERS, 2 * i + 1, fields("name", "v"))),
                flood(
                        "resets that the server is made to send, by content-length that lies",
                        begun(),
                        i -> new Http2Frames()
                                .call(2 * i + 1, ECHO, "content-length", "9")
                                .frame(DATA, END_STREAM, 2 * i + 1, message())),
                flood(
                        "resets that the server is made to send, by a message of no kind",
                        begun(),
                        i -> new Http2Frames().call(2 * i + 1, ECHO).frame(DATA, 0, 2 * i + 1, new byte[] {2, 0, 0, 0, 0
                        })));
    }

    private static Stream<HostileCase> unread() {
        return Stream.of(
                HostileCase.of("a large reply without a window for it", address -> {
                    try (RawConnection connection = RawConnection.to(address)) {
                        connection.send(begun().settings(INITIAL_WINDOW_SIZE, 0)
                                .request(1, LARGE)
                                .toByteArray());
                        resets(1, CANCEL).check(connection);
                    }
                }),
                HostileCase.of("large replies, and a window of a byte now and then", address -> {
                            Http2Frames frames = begun().settings(INITIAL_WINDOW_SIZE, 0);
                            for (int stream = 1; stream < 40; stream += 2) {
                                frames.request(stream, LARGE);
                            }
                            try (RawConnection connection = RawConnection.to(address)) {
                                connection.send(frames.toByteArray());
                                for (int i = 0; i < 40; i++) {
                                    connection.isSilentFor(Duration.ofMillis(50));
                                    for (int stream = 1; stream < 40; stream += 2) {
                                        connection.send(new Http2Frames()
                                                .windowUpdate(stream, 1)
                                                .toByteArray());
                                    }
                                }
                                resetsOf(20, CANCEL).check(connection);
                            }
                        })
                        .within(LONG),
                HostileCase.of("50 large replies that are not read", address -> {
                            Http2Frames frames = begun().settings(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)
                                    .windowUpdate(0, 1 << 30);
                            for (int stream = 1; stream < 100; stream += 2) {
                                frames.request(stream, LARGE);
                            }
                            RawConnection connection =
                                    RawConnection.to(address, 4096).send(frames.toByteArray());
                            assertThat(connection.isSilentFor(Duration.ofSeconds(2)))
                                    .isFalse();
                            connection.reset();
                        })
                        .within(LONG));
    }

    /** Returns the beginnings of as many calls as a client may have. */
    private static Http2Frames manyCalls() {
        Http2Frames frames = begun();
        for (int stream = 1; stream < 2_000; stream += 2) {
            frames.call(stream, ECHO);
        }
        return frames;
    }

    /** {@value #MANY} of something, as long as the server takes it; it has to end the connection, and to say why. */
    private static HostileCase flood(String name, Http2Frames start, IntFunction<Http2Frames> each) {
        return HostileCase.of("flood: " + name, address -> {
                    try (RawConnection connection = RawConnection.to(address)) {
                        connection.send(start.toByteArray());
                        for (int i = 0; i < MANY; i += 1_000) {
                            int from = i;
                            byte[] thousand =
                                    times(1_000, j -> each.apply(from + j).toByteArray());
                            if (!connection.trySend(thousand)) {
                                break;
                            }
                        }
                        leaves(ENHANCE_YOUR_CALM).check(connection);
                    }
                })
                .within(LONG);
    }

    private static byte[] times(int count, IntFunction<byte[]> each) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(each.apply(i));
        }
        return all.toByteArray();
    }
}
