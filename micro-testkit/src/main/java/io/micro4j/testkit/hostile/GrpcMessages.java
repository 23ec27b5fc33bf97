package io.micro4j.testkit.hostile;

import static io.micro4j.testkit.hostile.Http2Cases.ECHO;
import static io.micro4j.testkit.hostile.Http2Cases.says;
import static io.micro4j.testkit.hostile.Http2Expect.CANCEL;
import static io.micro4j.testkit.hostile.Http2Expect.resets;
import static io.micro4j.testkit.hostile.Http2Expect.resetsOf;
import static io.micro4j.testkit.hostile.Http2Expect.status;
import static io.micro4j.testkit.hostile.Http2Frames.DATA;
import static io.micro4j.testkit.hostile.Http2Frames.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.RawConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Messages whose lengths lie, or that are not what they are said to be. */
final class GrpcMessages {
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNIMPLEMENTED = 12;
    private static final int INTERNAL = 13;

    private GrpcMessages() {}

    static Stream<HostileCase> all() {
        return Stream.of(
                announced(HostileInput.LARGEST + 1),
                announced(Integer.MAX_VALUE),
                announced(Integer.MIN_VALUE),
                announced(-1),
                says("message: 4 MiB that do not go on", begun(1, HostileInput.LARGEST, 1), resets(1, CANCEL))
                        .asSlow(),
                says("message: nothing behind the length", begun(1, 100, 0), resets(1, CANCEL))
                        .asSlow(),
                says("message: none at all", Http2Frames.begun().call(1, ECHO), resets(1, CANCEL))
                        .asSlow(),
                says("message: a flag of 2", starts((byte) 2, new byte[4]), status(1, INTERNAL)),
                says("message: packed, and nobody said how", starts((byte) 1, new byte[4]), status(1, INTERNAL)),
                says(
                        "message: two where one is expected",
                        Http2Frames.begun()
                                .call(1, ECHO)
                                .frame(DATA, 0, 1, Http2Frames.message())
                                .frame(DATA, END_STREAM, 1, Http2Frames.message()),
                        status(1, UNIMPLEMENTED)),
                says("message: protobuf that is cut off", ends((byte) 0, new byte[] {10, 100}), status(1, 3)),
                says("gzip: none at all", packed(new byte[100]), status(1, INTERNAL)),
                says("gzip: 64 MiB in 64 KiB", packed(bomb(64 * 1024 * 1024)), status(1, RESOURCE_EXHAUSTED)),
                says("gzip: a byte too much", packed(bomb(HostileInput.LARGEST + 1)), status(1, RESOURCE_EXHAUSTED)),
                HostileCase.of("gzip: 50 messages of 4 MiB on each of 20 streams, none of which ends", address -> {
                            byte[] bomb = message(1, bomb(HostileInput.LARGEST));
                            Http2Frames frames = Http2Frames.begun();
                            for (int stream = 1; stream < 40; stream += 2) {
                                frames.call(stream, ECHO, "grpc-encoding", "gzip");
                                for (int i = 0; i < 50; i++) {
                                    frames.frame(DATA, 0, stream, bomb);
                                }
                            }
                            try (RawConnection connection = RawConnection.to(address)) {
                                Footprint before = Footprint.now(0);
                                connection.send(frames.toByteArray());
                                assertThat(connection.isSilentFor(Duration.ofSeconds(1)))
                                        .isFalse();
                                Footprint.now(0).assertBounded(before);
                            }
                        })
                        .within(Duration.ofSeconds(30)),
                HostileCase.of("message: 4 MiB announced on each of 1,000 streams, and a byte sent", address -> {
                    Http2Frames frames = Http2Frames.begun();
                    for (int stream = 1; stream < 2_000; stream += 2) {
                        frames.bytes(begins(stream, HostileInput.LARGEST, 1));
                    }
                    try (RawConnection connection = RawConnection.to(address)) {
                        Footprint before = Footprint.now(0);
                        connection.send(frames.toByteArray());
                        resetsOf(1_000, CANCEL).check(connection);
                        Footprint.now(0).assertBounded(before);
                    }
                }));
    }

    private static HostileCase announced(int size) {
        return says(
                "message: " + (size & 0xffffffffL) + " bytes announced",
                begun(1, size, 1),
                status(1, RESOURCE_EXHAUSTED));
    }

    private static Http2Frames begun(int stream, int announced, int sent) {
        return Http2Frames.begun().bytes(begins(stream, announced, sent));
    }

    private static byte[] begins(int stream, int announced, int sent) {
        byte[] start = new Http2Frames()
                .bytes((byte) 0)
                .integer(announced)
                .bytes(new byte[sent])
                .toByteArray();
        return new Http2Frames()
                .call(stream, ECHO)
                .frame(DATA, 0, stream, start)
                .toByteArray();
    }

    private static Http2Frames starts(byte flag, byte[] content) {
        return Http2Frames.begun().call(1, ECHO).frame(DATA, 0, 1, message(flag, content));
    }

    private static Http2Frames ends(byte flag, byte[] content) {
        return Http2Frames.begun().call(1, ECHO).frame(DATA, END_STREAM, 1, message(flag, content));
    }

    private static Http2Frames packed(byte[] content) {
        Http2Frames frames = Http2Frames.begun().call(1, ECHO, "grpc-encoding", "gzip");
        byte[] message = message(1, content);
        for (int from = 0; from < message.length; from += 16_000) {
            int to = Math.min(message.length, from + 16_000);
            frames.frame(DATA, to == message.length ? END_STREAM : 0, 1, Arrays.copyOfRange(message, from, to));
        }
        return frames;
    }

    /** Returns a message of {@code size} zeros, packed, with the five bytes before it. */
    static byte[] packedMessage(int size) {
        return message(1, bomb(size));
    }

    private static byte[] message(int flag, byte[] content) {
        return new Http2Frames()
                .bytes((byte) flag)
                .integer(content.length)
                .bytes(content)
                .toByteArray();
    }

    /** Returns {@code size} zeros, packed. */
    private static byte[] bomb(int size) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[size]);
        } catch (IOException e) {
            throw new UncheckedIOException("An array takes every byte", e);
        }
        return packed.toByteArray();
    }
}
