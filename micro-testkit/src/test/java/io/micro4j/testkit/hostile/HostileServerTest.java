package io.micro4j.testkit.hostile;

import static io.micro4j.testkit.hostile.Http2Frames.CONTINUATION;
import static io.micro4j.testkit.hostile.Http2Frames.DATA;
import static io.micro4j.testkit.hostile.Http2Frames.END_HEADERS;
import static io.micro4j.testkit.hostile.Http2Frames.END_STREAM;
import static io.micro4j.testkit.hostile.Http2Frames.GOAWAY;
import static io.micro4j.testkit.hostile.Http2Frames.HEADERS;
import static io.micro4j.testkit.hostile.Http2Frames.INITIAL_WINDOW_SIZE;
import static io.micro4j.testkit.hostile.Http2Frames.PING;
import static io.micro4j.testkit.hostile.Http2Frames.PUSH_PROMISE;
import static io.micro4j.testkit.hostile.Http2Frames.RST_STREAM;
import static io.micro4j.testkit.hostile.Http2Frames.SETTINGS;
import static io.micro4j.testkit.hostile.Http2Frames.fields;
import static io.micro4j.testkit.hostile.Http2Frames.largeMessage;
import static io.micro4j.testkit.hostile.Http2Frames.message;
import static io.micro4j.testkit.hostile.Http2Frames.setting;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.hostile.HostileServer.Told;
import io.micro4j.transport.End;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A client of gRPC, and servers that mean harm: its call ends once, with an error that says what happened, and little is kept of what was said. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
final class HostileServerTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MANY = 20_000;
    private static final int PROTOCOL_ERROR = 1;
    private static final int FLOW_CONTROL_ERROR = 3;
    private static final int COMPRESSION_ERROR = 9;
    private static final int ENHANCE_YOUR_CALM = 11;

    private final GrpcTransport transport = GrpcTransport.open(TransportOptions.DEFAULT.toBuilder()
            .headTimeout(PATIENCE)
            .bodyTimeout(PATIENCE)
            .writeTimeout(PATIENCE)
            .build());

    @AfterAll
    void close() {
        transport.close();
    }

    @TestFactory
    Stream<DynamicTest> endsTheConnection() {
        byte[] head = head().toByteArray();
        return Stream.of(
                leaves(
                        "a flood of PING",
                        ENHANCE_YOUR_CALM,
                        429,
                        times(new Http2Frames().frame(PING, 0, 0, new byte[8]))),
                leaves("a flood of SETTINGS", ENHANCE_YOUR_CALM, 429, times(new Http2Frames().frame(SETTINGS, 0, 0))),
                leaves(
                        "settings without an end",
                        ENHANCE_YOUR_CALM,
                        429,
                        times(new Http2Frames().frame(SETTINGS, 0, 0, setting(INITIAL_WINDOW_SIZE, 9)))),
                leaves("a flood of WINDOW_UPDATE", ENHANCE_YOUR_CALM, 429, times(new Http2Frames().windowUpdate(0, 1))),
                leaves(
                        "a flood of GOAWAY",
                        ENHANCE_YOUR_CALM,
                        429,
                        times(new Http2Frames().head(8, GOAWAY, 0, 0).integer(1).integer(0))),
                leaves(
                        "a flood of interim responses",
                        ENHANCE_YOUR_CALM,
                        429,
                        times(new Http2Frames().frame(HEADERS, END_HEADERS, 1, fields(":status", "103")))),
                leaves(
                        "a flood of empty DATA",
                        ENHANCE_YOUR_CALM,
                        429,
                        new Http2Frames()
                                .bytes(head)
                                .bytes(times(new Http2Frames().frame(DATA, 0, 1))
                                        .toByteArray())),
                leaves(
                        "headers without an end",
                        ENHANCE_YOUR_CALM,
                        429,
                        new Http2Frames()
                                .frame(HEADERS, 0, 1)
                                .bytes(times(new Http2Frames().frame(CONTINUATION, 0, 1, fields("name", "value")))
                                        .toByteArray())),
                leaves(
                        "headers that do not go on",
                        ENHANCE_YOUR_CALM,
                        429,
                        new Http2Frames().frame(HEADERS, 0, 1, fields(":status", "200"))),
                leaves(
                        "a frame that does not go on",
                        ENHANCE_YOUR_CALM,
                        429,
                        new Http2Frames().head(100, HEADERS, 4, 1)),
                leaves(
                        "PUSH_PROMISE",
                        PROTOCOL_ERROR,
                        500,
                        new Http2Frames().frame(PUSH_PROMISE, END_HEADERS, 1, new byte[] {0, 0, 0, 2})),
                leaves(
                        "a response to what was not asked",
                        PROTOCOL_ERROR,
                        500,
                        new Http2Frames().frame(HEADERS, END_HEADERS, 3, fields(":status", "200"))),
                leaves("DATA of what was not asked", PROTOCOL_ERROR, 500, new Http2Frames().frame(DATA, 0, 3)),
                leaves(
                        "headers that are not compressed",
                        COMPRESSION_ERROR,
                        500,
                        new Http2Frames().frame(HEADERS, END_HEADERS, 1, (byte) 0x80)),
                leaves(
                        "credit of 2^31",
                        FLOW_CONTROL_ERROR,
                        500,
                        new Http2Frames().windowUpdate(0, Integer.MAX_VALUE)));
    }

    @TestFactory
    Stream<DynamicTest> endsTheCall() {
        Http2Frames tooMuch = head();
        for (int i = 0; i < 18; i++) {
            tooMuch.frame(DATA, 0, 1, largeMessage());
        }
        byte[] bomb = GrpcMessages.packedMessage(64 * 1024 * 1024);
        Http2Frames packed = head("grpc-encoding", "gzip");
        for (int from = 0; from < bomb.length; from += 16_000) {
            packed.frame(DATA, 0, 1, Arrays.copyOfRange(bomb, from, Math.min(bomb.length, from + 16_000)));
        }
        String[] names = new String[300];
        Arrays.fill(names, "name");
        return Stream.of(
                ends("150 headers", 429, head(names)),
                ends(
                        "a response without :status",
                        500,
                        trailers("content-type", "application/grpc", "grpc-status", "0")),
                ends(
                        "trailers that do not end",
                        500,
                        head().frame(HEADERS, END_HEADERS, 1, fields("grpc-status", "0"))),
                ends("an interim response that ends", 500, trailers(":status", "103")),
                ends("two responses", 500, head().bytes(head().toByteArray())),
                ends("a reply before the response", 500, new Http2Frames().frame(DATA, 0, 1, message())),
                ends("no status", 500, head().frame(DATA, END_STREAM, 1, message())),
                ends(
                        "a status that is no number",
                        500,
                        trailers(":status", "200", "content-type", "application/grpc", "grpc-status", "fine")),
                ends(
                        "details that are none",
                        404,
                        trailers(
                                ":status",
                                "200",
                                "content-type",
                                "application/grpc",
                                "grpc-status",
                                "5",
                                "grpc-message",
                                "%zz%",
                                "grpc-status-details-bin",
                                "AAAA!")),
                ends("no gRPC", 503, trailers(":status", "503", "content-type", "text/plain")),
                ends("no reply", 501, head().bytes(ok().toByteArray())),
                ends(
                        "two replies to a call that has one",
                        501,
                        head().frame(DATA, 0, 1, message())
                                .frame(DATA, 0, 1, message())
                                .bytes(ok().toByteArray())),
                ends("more replies than there is credit for", 500, tooMuch),
                ends("a reply of 4 GiB", 413, head().frame(DATA, 0, 1, (byte) 0, (byte) -1, (byte) -1, (byte) -1, (byte)
                        -1)),
                ends(
                        "a reply of 4 MiB and a byte",
                        413,
                        head().frame(DATA, 0, 1, (byte) 0, (byte) 0, (byte) 64, (byte) 0, (byte) 1)),
                ends("a reply that does not go on", 500, head().frame(DATA, 0, 1, (byte) 0, (byte) 0, (byte) 0, (byte)
                        9)),
                ends(
                        "the end within a reply",
                        500,
                        head().frame(DATA, 0, 1, (byte) 0, (byte) 0, (byte) 0, (byte) 9)
                                .bytes(ok().toByteArray())),
                ends("a length that lies", 500, head("content-length", "9").frame(DATA, END_STREAM, 1, message())),
                ends("a reply that is packed, and nobody said how", 500, head().frame(DATA, 0, 1, new byte[] {
                    1, 0, 0, 0, 0
                })),
                ends("64 MiB in 64 KiB", 413, packed),
                ends("RST_STREAM", 499, new Http2Frames().reset(1)),
                ends("the end of the connection", 500, new Http2Frames()));
    }

    @TestFactory
    Stream<DynamicTest> saysThatItWasNeverSent() {
        return Stream.of(
                neverSent(
                        "REFUSED_STREAM",
                        HostileServer.SETTINGS,
                        new Http2Frames().head(4, RST_STREAM, 0, 1).integer(7)),
                neverSent(
                        "GOAWAY before it", HostileServer.SETTINGS, new Http2Frames().frame(GOAWAY, 0, 0, new byte[8])),
                neverSent("no settings", new byte[0], new Http2Frames()),
                neverSent(
                        "PING before the settings",
                        new Http2Frames().frame(PING, 0, 0, new byte[8]).toByteArray(),
                        new Http2Frames()),
                neverSent("HTTP/1.1", "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII), new Http2Frames()));
    }

    @Test
    void endsACallThatCannotBeSent() throws Exception {
        byte[] noWindow = new Http2Frames().settings(INITIAL_WINDOW_SIZE, 0).toByteArray();
        try (HostileServer server = HostileServer.saying(noWindow, new byte[0], true)) {
            assertFailed(call(server), 500);
        }
    }

    private DynamicTest leaves(String name, int goAway, int code, Http2Frames frames) {
        return DynamicTest.dynamicTest(name, () -> {
            try (HostileServer server = HostileServer.saying(HostileServer.SETTINGS, frames.toByteArray(), true)) {
                End end = call(server);
                assertFailed(end, code);
                assertThat(end.neverSent()).as("%s", end).isFalse();
                assertThat(server.goAway().get(20, SECONDS)).as("GOAWAY").isEqualTo(goAway);
            }
        });
    }

    private DynamicTest ends(String name, int code, Http2Frames frames) {
        boolean stays = frames.toByteArray().length > 0;
        return DynamicTest.dynamicTest(name, () -> {
            try (HostileServer server = HostileServer.saying(HostileServer.SETTINGS, frames.toByteArray(), stays)) {
                End end = call(server);
                assertFailed(end, code);
                assertThat(end.neverSent()).as("%s", end).isFalse();
            }
        });
    }

    private DynamicTest neverSent(String name, byte[] first, Http2Frames then) {
        return DynamicTest.dynamicTest(name, () -> {
            try (HostileServer server = HostileServer.saying(first, then.toByteArray(), true)) {
                End end = call(server);
                assertFailed(end, 503);
                assertThat(end.neverSent()).as("%s", end).isTrue();
            }
        });
    }

    private End call(HostileServer server) throws Exception {
        Footprint before = Footprint.now(0);
        Told told = server.call(transport);
        End end;
        try (Meanwhile meanwhile = new Meanwhile(before, () -> 0)) {
            end = told.end().get(20, SECONDS);
            meanwhile.assertBounded();
        }
        assertThat(told.ends()).as("ends").hasValue(1);
        Footprint.now(0).assertBounded(before);
        return end;
    }

    private static void assertFailed(End end, int code) {
        assertThat(end.error()).as("%s", end).isNotNull();
        assertThat(requireNonNull(end.error()).code()).as("%s", end).isEqualTo(code);
    }

    private static Http2Frames head(String... more) {
        List<String> all = new ArrayList<>(List.of(":status", "200", "content-type", "application/grpc"));
        all.addAll(Arrays.asList(more));
        return new Http2Frames().frame(HEADERS, END_HEADERS, 1, fields(all.toArray(new String[0])));
    }

    private static Http2Frames ok() {
        return trailers("grpc-status", "0");
    }

    private static Http2Frames trailers(String... names) {
        return new Http2Frames().frame(HEADERS, END_HEADERS | END_STREAM, 1, fields(names));
    }

    private static Http2Frames times(Http2Frames one) {
        Http2Frames all = new Http2Frames();
        byte[] bytes = one.toByteArray();
        for (int i = 0; i < MANY; i++) {
            all.bytes(bytes);
        }
        return all;
    }
}
