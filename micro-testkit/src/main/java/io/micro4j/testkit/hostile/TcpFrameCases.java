package io.micro4j.testkit.hostile;

import static io.micro4j.testkit.hostile.TcpFrames.CALL;
import static io.micro4j.testkit.hostile.TcpFrames.CANCEL;
import static io.micro4j.testkit.hostile.TcpFrames.CLOSE;
import static io.micro4j.testkit.hostile.TcpFrames.CREDIT;
import static io.micro4j.testkit.hostile.TcpFrames.DATA;
import static io.micro4j.testkit.hostile.TcpFrames.DONE;
import static io.micro4j.testkit.hostile.TcpFrames.DRAIN;
import static io.micro4j.testkit.hostile.TcpFrames.END;
import static io.micro4j.testkit.hostile.TcpFrames.HELLO;
import static io.micro4j.testkit.hostile.TcpFrames.LAST;
import static io.micro4j.testkit.hostile.TcpFrames.METADATA;
import static io.micro4j.testkit.hostile.TcpFrames.MORE;
import static io.micro4j.testkit.hostile.TcpFrames.PING;
import static io.micro4j.testkit.hostile.TcpFrames.PONG;
import static io.micro4j.testkit.hostile.TcpFrames.begun;
import static io.micro4j.testkit.hostile.TcpFrames.callHead;
import static io.micro4j.testkit.hostile.TcpFrames.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.RawConnection;
import io.micro4j.testkit.hostile.HostileCase.Expectation;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can be said to a server of the tcp wire that it must not take. Source: docs/tcp-protocol.md. */
public final class TcpFrameCases {
    private static final String ECHO = "Hostile.Echo";
    private static final String LARGE = "Hostile.Large";
    private static final int PROTOCOL = 1;
    private static final int LIMIT = 2;
    private static final int NO_CREDIT = 3;
    private static final int TIME = 4;
    private static final int HEAD = 8;
    private static final int OPENING = 4;
    private static final int FRAGMENT = 16 * 1024;
    private static final Duration LONG = Duration.ofSeconds(30);

    private TcpFrameCases() {}

    /** Returns all cases of this wire, those of {@link TcpCases} included. */
    public static Stream<HostileCase> all() {
        return Stream.of(
                        TcpCases.of(begun().request(1, ECHO).toByteArray()),
                        openings(),
                        heads(),
                        texts(),
                        calls(),
                        messages(),
                        credit(),
                        floods())
                .flatMap(cases -> cases);
    }

    private static Stream<HostileCase> openings() {
        return Stream.of(
                silent("opening: a call before HELLO", opened().request(1, ECHO)),
                silent("opening: HELLO without a version", opened().frame(HELLO, 0)),
                silent("opening: version 0", opened().frame(HELLO, 0, new TcpFrames().number(0))),
                silent("opening: a setting without a value", opened().frame(HELLO, 0, (byte) 1, (byte) 1)),
                silent(
                        "opening: a setting of 2^40",
                        opened().frame(
                                        HELLO,
                                        0,
                                        new TcpFrames().number(1).number(1).number(1L << 40))),
                silent("opening: calls begin with credit for 1 byte", begun(1)),
                silent("opening: HELLO of 257 bytes", opened().frame(HELLO, 0, new byte[257])),
                closes("opening: HELLO twice", begun().frame(HELLO, 0, (byte) 1), PROTOCOL),
                HostileCase.of("opening: no HELLO", address -> {
                    try (RawConnection connection = RawConnection.to(address).send(opened().toByteArray())) {
                        assertThat(connection.rest()).isEmpty();
                    }
                }));
    }

    private static Stream<HostileCase> heads() {
        Stream<HostileCase> types =
                IntStream.of(0, 13, 14, 15).mapToObj(type -> closes("type " + type, begun().frame(type, 0), PROTOCOL));
        Stream<HostileCase> fromServers = IntStream.of(METADATA, END)
                .mapToObj(type -> closes(
                        "type " + type + ", which is a server's",
                        begun().call(1, ECHO).frame(type, 1, (byte) 0, (byte) 0),
                        PROTOCOL));
        Stream<HostileCase> flags = IntStream.of(0x40, 0x80, MORE | LAST)
                .mapToObj(flag -> closes(
                        "DATA with flags " + Integer.toHexString(flag),
                        begun().call(1, ECHO).frame(DATA | flag, 1, new byte[10]),
                        PROTOCOL));
        Stream<HostileCase> lengths = Stream.of(
                closes("CREDIT of 3 bytes", begun().call(1, ECHO).frame(CREDIT, 1, new byte[3]), LIMIT),
                closes("PING of 7 bytes", begun().frame(PING, 0, new byte[7]), LIMIT),
                closes("PONG of 9 bytes", begun().frame(PONG, 0, new byte[9]), LIMIT),
                closes("DONE of 1 byte", begun().call(1, ECHO).frame(DONE, 1, (byte) 0), LIMIT),
                closes("CANCEL of 1 byte", begun().call(1, ECHO).frame(CANCEL, 1, (byte) 0), LIMIT),
                closes("CLOSE of 4 bytes", begun().frame(CLOSE, 0, new byte[4]), LIMIT),
                closes("CLOSE of 513 bytes", begun().frame(CLOSE, 0, new byte[513]), LIMIT),
                closes("DRAIN from a client", begun().frame(DRAIN, 0), PROTOCOL),
                closes("flags on PING", begun().frame(PING | LAST, 0, new byte[8]), PROTOCOL),
                closes("DATA of 16 KiB and a byte", begun().call(1, ECHO).head(FRAGMENT + 1, DATA, 1), LIMIT),
                closes("CALL of 16 MiB", begun().head((1 << 24) - 1, CALL, 1), LIMIT),
                closes("PING of a call", begun().frame(PING, 1, new byte[8]), PROTOCOL),
                closes("DATA of the connection", begun().frame(DATA, 0), PROTOCOL),
                closes("DATA of call 2^31", begun().frame(DATA, Integer.MIN_VALUE), PROTOCOL));
        return Stream.of(types, fromServers, flags, lengths).flatMap(cases -> cases);
    }

    private static Stream<HostileCase> texts() {
        TcpFrames many = callHead(ECHO).number(0).number(129);
        TcpFrames names = callHead(ECHO).number(0).number(0);
        TcpFrames known = new TcpFrames().text("x".repeat(30_000), 1);
        TcpFrames table = begun();
        for (int call = 1; call <= 11; call++) {
            TcpFrames metadata = callHead(ECHO).number(0).number(128);
            for (int i = 0; i < 128; i++) {
                metadata.text("name-" + call + "-" + i, 1).text("", 0);
            }
            table.frame(CALL, call, metadata);
        }
        return Stream.of(
                closes("CALL without a byte", begun().frame(CALL, 1), PROTOCOL),
                closes(
                        "a text that is longer than its frame",
                        begun().frame(CALL, 1, new TcpFrames().number(100 << 2).bytes((byte) 'x')),
                        PROTOCOL),
                closes("a text of 2^59 bytes", begun().frame(CALL, 1, new TcpFrames().number(1L << 61)), PROTOCOL),
                closes("a text of kind 3", begun().frame(CALL, 1, (byte) 3), PROTOCOL),
                closes("a name that was never said", begun().frame(CALL, 1, (byte) 2), PROTOCOL),
                closes(
                        "a number of ten bytes",
                        begun().frame(CALL, 1, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}),
                        PROTOCOL),
                closes("a number without its end", begun().frame(CALL, 1, (byte) 0x80), PROTOCOL),
                closes("129 entries of metadata", begun().frame(CALL, 1, many), LIMIT),
                closes(
                        "entries that are not there",
                        begun().frame(CALL, 1, callHead(ECHO).number(0).number(3)),
                        PROTOCOL),
                closes("bytes behind the metadata", begun().frame(CALL, 1, names.bytes((byte) 0)), PROTOCOL),
                closes(
                        "a small frame that stands for 90,000 bytes",
                        begun().frame(
                                        CALL,
                                        1,
                                        known.number(2).number(2).number(0).number(0)),
                        LIMIT),
                closes("1,408 names to remember", table, LIMIT),
                closes(
                        "40,000 bytes of names to remember",
                        begun().frame(CALL, 1, new TcpFrames().text("x".repeat(40_000), 1)),
                        LIMIT));
    }

    private static Stream<HostileCase> calls() {
        return Stream.of(
                closes("call 2 first", begun().call(2, ECHO), PROTOCOL),
                closes("a call twice", begun().call(1, ECHO).call(1, ECHO), PROTOCOL),
                closes("DATA of no call", begun().frame(DATA, 1), PROTOCOL),
                closes("CANCEL of no call", begun().frame(CANCEL, 7), PROTOCOL),
                closes("CREDIT of no call", begun().frame(CREDIT, 1, (byte) 0, (byte) 0, (byte) 0, (byte) 1), PROTOCOL),
                HostileCase.of("frames after the end are ignored", address -> {
                    try (RawConnection connection = RawConnection.to(address)) {
                        TcpFrames frames = begun().request(1, ECHO);
                        awaitEnd(connection.send(frames.toByteArray()));
                        connection.send(new TcpFrames()
                                .frame(DATA, 1, new byte[100])
                                .frame(CANCEL, 1)
                                .frame(DONE, 1)
                                .request(2, ECHO)
                                .toByteArray());
                        awaitEnd(connection);
                    }
                }),
                closes("DATA after the last", begun(32 * 1024).request(1, LARGE).frame(DATA, 1), PROTOCOL),
                closes("1,001 calls at once", openCalls(1001), LIMIT));
    }

    private static Stream<HostileCase> messages() {
        return Stream.of(
                closes("a first fragment without a size", fragment(new byte[3]), PROTOCOL),
                closes("a message in fragments, all in the first", fragment(new byte[] {0, 0, 0, 1, 1}), PROTOCOL),
                closes("a message of no bytes in fragments", fragment(new byte[] {0, 0, 0, 0}), PROTOCOL),
                closes("a message of 2^31 bytes", fragment(new byte[] {-128, 0, 0, 0, 1}), PROTOCOL),
                closes(
                        "more bytes than a message has",
                        begun().call(1, ECHO)
                                .frame(DATA | MORE, 1, new byte[] {0, 0, 0, 9, 1})
                                .frame(DATA, 1, new byte[9]),
                        PROTOCOL),
                closes(
                        "fewer bytes than a message has",
                        begun().call(1, ECHO)
                                .frame(DATA | MORE, 1, new byte[] {0, 0, 0, 9, 1})
                                .frame(DATA, 1, new byte[7]),
                        PROTOCOL),
                closes(
                        "empty fragments",
                        begun().call(1, ECHO)
                                .frame(DATA | MORE, 1, new byte[] {0, 0, 0, 9, 1})
                                .frame(DATA | MORE, 1),
                        PROTOCOL),
                closes(
                        "the half-close within a message",
                        begun().call(1, ECHO)
                                .frame(DATA | MORE, 1, new byte[] {0, 0, 0, 9, 1})
                                .frame(DONE, 1),
                        PROTOCOL),
                HostileCase.of("a message that is announced as 4 MiB and a byte", address -> {
                    try (RawConnection connection = RawConnection.to(address)) {
                        connection.send(fragment(new byte[] {0, 0x40, 0, 1, 1}).toByteArray());
                        assertThat(awaitEnd(connection)).as("END").isEqualTo(END);
                    }
                }),
                HostileCase.of("a message that does not go on", address -> {
                    try (RawConnection connection = RawConnection.to(address)) {
                        connection.send(fragment(new byte[] {0, 0x10, 0, 0, 1}).toByteArray());
                        assertThat(awaitEnd(connection)).as("END").isEqualTo(END);
                    }
                }),
                closes("a frame that does not go on", begun().head(100, CALL, 1), TIME));
    }

    private static Stream<HostileCase> credit() {
        byte[] most = {127, -1, -1, -1};
        TcpFrames over = begun().call(1, ECHO);
        for (int i = 0; i < 17; i++) {
            over.frame(DATA, 1, new byte[FRAGMENT]);
        }
        return Stream.of(
                closes("credit of nothing", begun().call(1, ECHO).frame(CREDIT, 1, new byte[4]), NO_CREDIT),
                closes("credit of 2^31", begun().call(1, ECHO).frame(CREDIT, 1, new byte[] {-128, 0, 0, 0}), NO_CREDIT),
                closes("credit that cannot be counted", begun().call(1, ECHO).frame(CREDIT, 1, most), NO_CREDIT),
                closes("more messages than there is credit for", over, NO_CREDIT),
                HostileCase.of("a large reply without credit for it", address -> {
                    try (RawConnection connection = RawConnection.to(address)) {
                        connection.send(begun(32 * 1024).request(1, LARGE).toByteArray());
                        assertThat(awaitEnd(connection)).as("END").isEqualTo(END);
                    }
                }));
    }

    private static Stream<HostileCase> floods() {
        return Stream.of(
                HostileCase.of("1,000,000 PINGs, none of whose answers is read", address -> {
                            byte[] pings = times(10_000, new TcpFrames().frame(PING, 0, new byte[8]));
                            RawConnection connection =
                                    RawConnection.to(address, 4096).send(begun().toByteArray());
                            for (int i = 0; i < 100; i++) {
                                connection.send(pings);
                            }
                            connection.reset();
                        })
                        .within(LONG),
                HostileCase.of("1,000,000 calls without a request, none of whose answers is read", address -> {
                            RawConnection connection =
                                    RawConnection.to(address, 4096).send(begun().toByteArray());
                            int taken = 0;
                            while (taken < 1_000_000 && connection.trySend(withoutRequests(taken, 10_000))) {
                                taken += 10_000;
                            }
                            assertThat(taken).as("calls that were read").isLessThan(1_000_000);
                            connection.reset();
                        })
                        .within(LONG),
                HostileCase.of("4 MiB announced on each of 1,000 calls, and a byte sent", address -> {
                    TcpFrames frames = begun();
                    for (int call = 1; call <= 1_000; call++) {
                        frames.call(call, ECHO).frame(DATA | MORE, call, new byte[] {0, 0x40, 0, 0, 1});
                    }
                    try (RawConnection connection = RawConnection.to(address)) {
                        Footprint before = Footprint.now(0);
                        connection.send(frames.frame(PING, 0, new byte[8]).toByteArray());
                        Frame frame = next(connection);
                        while (frame.type() != PONG) {
                            frame = next(connection);
                        }
                        Footprint.now(0).assertBounded(before);
                    }
                }),
                HostileCase.of("20,000 calls that are cancelled at once", address -> {
                            try (RawConnection connection = RawConnection.to(address)) {
                                connection.send(begun().toByteArray());
                                for (int call = 1; call <= 20_000; call++) {
                                    connection.send(new TcpFrames()
                                            .call(call, ECHO)
                                            .frame(CANCEL, call)
                                            .toByteArray());
                                }
                                connection.send(
                                        new TcpFrames().request(20_001, ECHO).toByteArray());
                                awaitEnd(connection);
                            }
                        })
                        .within(LONG),
                HostileCase.of("50 large replies that are not read", address -> {
                            TcpFrames frames = begun(32 * 1024);
                            for (int call = 1; call <= 50; call++) {
                                frames.request(call, LARGE);
                            }
                            RawConnection connection =
                                    RawConnection.to(address, 4096).send(frames.toByteArray());
                            assertThat(connection.isSilentFor(Duration.ofSeconds(2)))
                                    .isFalse();
                            connection.reset();
                        })
                        .within(LONG));
    }

    private static TcpFrames fragment(byte[] payload) {
        return begun().call(1, ECHO).frame(DATA | MORE, 1, payload);
    }

    private static TcpFrames openCalls(int count) {
        TcpFrames frames = begun();
        for (int call = 1; call <= count; call++) {
            frames.call(call, ECHO);
        }
        return frames;
    }

    private static byte[] withoutRequests(int before, int count) {
        TcpFrames frames = new TcpFrames();
        for (int call = before + 1; call <= before + count; call++) {
            frames.call(call, ECHO).frame(DONE, call);
        }
        return frames.toByteArray();
    }

    private static byte[] times(int count, TcpFrames one) {
        TcpFrames all = new TcpFrames();
        byte[] bytes = one.toByteArray();
        for (int i = 0; i < count; i++) {
            all.bytes(bytes);
        }
        return all.toByteArray();
    }

    /** The end of the connection, and not a byte before. */
    private static HostileCase silent(String name, TcpFrames frames) {
        return HostileCase.bytes(
                name,
                frames.toByteArray(),
                connection -> assertThat(connection.rest()).isEmpty());
    }

    private static HostileCase closes(String name, TcpFrames frames, int code) {
        return HostileCase.bytes(name, frames.toByteArray(), closed(code));
    }

    /** CLOSE with {@code code} and words that say why, and the end of the connection. */
    private static Expectation closed(int code) {
        return connection -> {
            Frame frame = next(connection);
            while (frame.type() != CLOSE) {
                frame = next(connection);
            }
            assertThat(frame.payload()[4]).as("code").isEqualTo((byte) code);
            assertThat(frame.payload()).as("the reason").hasSizeGreaterThan(15);
            assertThat(connection.rest()).as("what comes after CLOSE").isEmpty();
        };
    }

    /** Reads up to the end of the next call; returns the type of the frame that says it. */
    private static int awaitEnd(RawConnection connection) {
        while (true) {
            Frame frame = next(connection);
            if (frame.type() == END || frame.type() == CLOSE || (frame.flags() & LAST) != 0) {
                return frame.type();
            }
        }
    }

    static Frame next(RawConnection connection) {
        byte[] head = connection.bytes(HEAD);
        if (head[0] == (byte) 0xb5) { // the opening, and half of a head
            byte[] rest = connection.bytes(OPENING);
            System.arraycopy(head, OPENING, head, 0, OPENING);
            System.arraycopy(rest, 0, head, OPENING, OPENING);
        }
        return frame(connection, head);
    }

    private static Frame frame(RawConnection connection, byte[] head) {
        int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
        return new Frame(head[3] & 0x0f, head[3] & 0xf0, connection.bytes(length));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(int type, int flags, byte[] payload) {}
}
