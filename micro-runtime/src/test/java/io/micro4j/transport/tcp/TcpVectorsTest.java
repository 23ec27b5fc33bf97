package io.micro4j.transport.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.net.StringCache;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the code to the vectors of docs/tcp-protocol.md. */
final class TcpVectorsTest {
    private static final Settings OURS = Settings.of(TransportOptions.DEFAULT);
    private static final Head FIRST = new Head(
            "greeter",
            "Greeter.Hello",
            "application/protobuf",
            TimeUnit.SECONDS.toNanos(5),
            Metadata.of("Tenant", "acme"));
    private static final Head SECOND = FIRST.withTimeoutNanos(0).withMetadata(Metadata.of("Tenant", "grün"));
    private static final Metadata REGION = Metadata.of("Region", "eu");
    private static final End OK = End.ok(Metadata.of("Took", "3ms"));
    private static final End ERROR =
            End.answered(MicroError.of("greeter", 404, "no such person"), Metadata.EMPTY, false);
    private static final End UNSTARTED = End.refused(MicroError.of("greeter", 503, "full"));

    private final Map<String, byte[]> vectors = vectors();

    @Test
    void theCodeWritesThem() {
        Block client = block();
        Block server = block();
        ByteBuf hello = Unpooled.buffer();
        OURS.open(hello, new Block());
        assertWritten("hello", ByteBufUtil.getBytes(hello));
        Heads.write(client.begin(), FIRST);
        assertWritten("call-1", frame(Frame.CALL, 1, client));
        Heads.write(client.begin(), SECOND);
        assertWritten("call-2", frame(Frame.CALL, 2, client));
        assertWritten("metadata", frame(Frame.METADATA, 2, server.begin().metadata(REGION)));
        Ends.write(server.begin(), OK, OURS);
        assertWritten("end-ok", frame(Frame.END, 2, server));
        Ends.write(server.begin(), ERROR, OURS);
        assertWritten("end-error", frame(Frame.END, 3, server));
        Ends.write(server.begin(), UNSTARTED, OURS);
        assertWritten("end-unstarted", frame(Frame.END, 4, server));
    }

    @Test
    void theCodeReadsThem() throws Fault {
        BlockReader server = new BlockReader(OURS, new StringCache());
        BlockReader client = new BlockReader(OURS, new StringCache());
        assertThat(Settings.read(payload("hello", server, 12))).isEqualTo(OURS);
        assertThat(Heads.read(payload("call-1", server, 8))).isEqualTo(FIRST);
        assertThat(Heads.read(payload("call-2", server, 8))).isEqualTo(SECOND);
        assertThat(payload("metadata", client, 8).metadata()).isEqualTo(REGION);
        assertThat(Ends.read(payload("end-ok", client, 8))).isEqualTo(OK);
        assertThat(Ends.read(payload("end-error", client, 8))).isEqualTo(ERROR);
        assertThat(Ends.read(payload("end-unstarted", client, 8))).isEqualTo(UNSTARTED);
    }

    @Test
    void theirFramesAreWhole() throws Fault {
        List<String> frames = new ArrayList<>();
        FrameReader reader = new FrameReader(OURS.headBytes(), new FrameReader.Sink() {
            @Override
            public void frame(int type, int flags, int call, byte[] bytes, int from, int to) {
                frames.add(Frame.name(type) + " " + Integer.toHexString(flags) + " " + call + " " + (to - from));
            }

            @Override
            public boolean isOver() {
                return false;
            }
        });
        for (byte[] vector : vectors.values()) {
            reader.read(vector, 0, vector.length);
        }
        assertThat(reader.isInFrame()).isFalse();
        assertThat(frames)
                .containsExactly(
                        "HELLO 0 0 22",
                        "CALL 0 1 61",
                        "CALL 0 2 12",
                        "DATA 20 1 5",
                        "DATA 10 2 6",
                        "DATA 0 2 3",
                        "DONE 0 2 0",
                        "METADATA 0 2 11",
                        "DATA 20 1 2",
                        "END 0 2 11",
                        "END 0 3 37",
                        "END 0 4 30",
                        "CANCEL 0 2 0",
                        "CREDIT 0 2 4",
                        "PING 0 0 8",
                        "PONG 0 0 8",
                        "DRAIN 0 0 0",
                        "CLOSE 0 0 8");
    }

    @Test
    void fragmentsMakeTheMessage() throws Fault {
        byte[] first = vectors.get("fragment-first");
        byte[] last = vectors.get("fragment-last");
        Fragments message = new Fragments(Frame.integer(first, Frame.HEAD), 2);

        message.add(first, Frame.HEAD + Fragments.PREFIX, first.length, true, 0);
        message.add(last, Frame.HEAD, last.length, false, 0);

        assertThat(new String(message.body().toByteArray(), UTF_8)).isEqualTo("hello");
    }

    private BlockReader payload(String name, BlockReader reader, int from) {
        byte[] bytes = vectors.get(name);
        return reader.begin(bytes, from, bytes.length);
    }

    private void assertWritten(String name, byte[] written) {
        assertThat(HexFormat.of().formatHex(written))
                .as(name)
                .isEqualTo(HexFormat.of().formatHex(vectors.get(name)));
    }

    private static Block block() {
        Block block = new Block();
        block.remember(OURS.names(), OURS.nameBytes());
        return block;
    }

    private static byte[] frame(int type, int call, Block payload) {
        ByteBuf out = Unpooled.buffer();
        Frame.head(out, payload.size(), type, call);
        out.writeBytes(payload.bytes(), 0, payload.size());
        return ByteBufUtil.getBytes(out);
    }

    private static Map<String, byte[]> vectors() {
        Path page = Path.of("..", "docs", "tcp-protocol.md");
        Map<String, byte[]> vectors = new LinkedHashMap<>();
        try {
            Matcher lines =
                    Pattern.compile("(?m)^([a-z0-9-]+) +([0-9a-f]{16,})$").matcher(Files.readString(page));
            while (lines.find()) {
                vectors.put(lines.group(1), HexFormat.of().parseHex(lines.group(2)));
            }
        } catch (IOException e) {
            throw new AssertionError("Cannot read " + page.toAbsolutePath(), e);
        }
        return vectors;
    }
}
