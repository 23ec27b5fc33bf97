package io.micro4j.transport.http2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.transport.net.StringCache;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Header compression against Netty's: over long connections, one reads what the other writes, and both remember the same. */
final class HpackAgainstNettyTest {
    private static final int CONNECTIONS = 24;
    private static final int BLOCKS = 300;
    private static final int LOOK = 20;
    private static final int MOST_BYTES = 1024 * 1024;
    private static final long[] TABLE_SIZES = {0, 33, 100, 500, 2_000, 4_095, 4_096};
    private static final String[] PSEUDO = {":method", ":path", ":status"};
    private static final String[] NAMES = {"content-type", "te", "grpc-timeout", "cookie", "www-authenticate", "n"};
    private static final String OFTEN = "0123456789aceiost-/.";
    private static final String SELDOM = " ~|{}<>^`\\\tüß世😀";

    @Test
    void nettyReadsWhatWeWrite() throws Exception {
        int most = 0;
        for (int seed = 0; seed < CONNECTIONS; seed++) {
            Random random = new Random(seed);
            HpackEncoder writer = new HpackEncoder();
            DefaultHttp2HeadersDecoder netty = new DefaultHttp2HeadersDecoder(false, MOST_BYTES);
            Reader ours = ours();
            for (int block = 0; block < BLOCKS; block++) {
                for (int changes = changes(random); changes > 0; changes--) {
                    long size = random.nextBoolean() ? tableSize(random) : 65_536;
                    netty.configuration().maxHeaderTableSize(size);
                    writer.limit(size);
                }
                List<Header> headers = headers(random);
                writer.begin();
                headers.forEach(header -> write(writer, random, header));
                byte[] bytes = Arrays.copyOf(writer.bytes(), writer.size());

                assertThat(read(netty, bytes)).as(name(seed, block)).isEqualTo(headers);
                assertThat(ours.read(bytes)).as(name(seed, block)).isEqualTo(headers);
                most = Math.max(most, compareTables(name(seed, block), block, each -> read(netty, each), ours));
            }
        }
        assertThat(most).as("the most that was remembered").isGreaterThan(20);
    }

    @Test
    void weReadWhatNettyWrites() throws Exception {
        int most = 0;
        for (int seed = 0; seed < CONNECTIONS; seed++) {
            Random random = new Random(seed);
            int huffmanFrom = new int[] {0, 20, Integer.MAX_VALUE}[seed % 3];
            try (DefaultHttp2HeadersEncoder writer =
                    new DefaultHttp2HeadersEncoder((name, value) -> value.length() % 5 == 4, false, 64, huffmanFrom)) {
                DefaultHttp2HeadersDecoder netty = new DefaultHttp2HeadersDecoder(false, MOST_BYTES);
                Reader ours = ours();
                for (int block = 0; block < BLOCKS; block++) {
                    for (int changes = changes(random); changes > 0; changes--) {
                        writer.configuration().maxHeaderTableSize(tableSize(random));
                    }
                    List<Header> headers = headers(random);
                    byte[] bytes = written(writer, headers);

                    assertThat(ours.read(bytes)).as(name(seed, block)).isEqualTo(headers);
                    assertThat(read(netty, bytes)).as(name(seed, block)).isEqualTo(headers);
                    most = Math.max(most, compareTables(name(seed, block), block, each -> read(netty, each), ours));
                }
            }
        }
        assertThat(most).as("the most that was remembered").isGreaterThan(20);
    }

    @Test
    void everyByteIsReadFromTheHuffmanCode() throws Exception {
        try (DefaultHttp2HeadersEncoder writer = new DefaultHttp2HeadersEncoder((name, value) -> true, false, 64, 0)) {
            for (int each = 0; each < 256; each++) {
                byte[] value = new byte[60]; // mostly of what has the shortest codes, or Netty would not use the code
                Arrays.fill(value, (byte) '0');
                value[each % value.length] = (byte) each;
                ByteBuf block = Unpooled.buffer();
                Http2Headers headers = new DefaultHttp2Headers(false).add("cookie", new AsciiString(value, false));
                writer.encodeHeaders(1, headers, block);

                block.skipBytes(2); // an entry of the static table, for the name
                int length = block.readByte();
                assertThat(length).as("the length of what is in the code").isNegative();
                byte[] coded = new byte[length & 0x7f];
                block.readBytes(coded);
                byte[] read = new byte[Huffman.mostBytes(coded.length)];
                int size = Huffman.decode(coded, 0, coded.length, read);

                assertThat(block.isReadable()).isFalse();
                assertThat(Arrays.copyOf(read, Math.max(0, size)))
                        .as("byte %s", each)
                        .isEqualTo(value);
            }
        }
    }

    /** What reads blocks of one connection, in their order. */
    @FunctionalInterface
    private interface Reader {
        List<Header> read(byte[] block) throws Exception;
    }

    private record Header(String name, String value) {}

    private static Reader ours() {
        HpackDecoder decoder = new HpackDecoder(new StringCache());
        HeaderList headers = new HeaderList(MOST_BYTES, 1_000);
        return block -> {
            headers.clear();
            decoder.decode(block, 0, block.length, headers);
            assertThat(headers.isMalformed()).isFalse();
            List<Header> read = new ArrayList<>();
            for (int i = 0; i < headers.size(); i++) {
                read.add(new Header(headers.name(i), headers.value(i)));
            }
            return read;
        };
    }

    private static List<Header> read(DefaultHttp2HeadersDecoder netty, byte[] block) throws Http2Exception {
        List<Header> read = new ArrayList<>();
        netty.decodeHeaders(1, Unpooled.wrappedBuffer(block))
                .forEach(header -> read.add(new Header(text(header.getKey()), text(header.getValue()))));
        return read;
    }

    private static String text(CharSequence bytes) {
        return new String(AsciiString.of(bytes).toByteArray(), UTF_8);
    }

    private static byte[] written(DefaultHttp2HeadersEncoder netty, List<Header> headers) throws Http2Exception {
        Http2Headers all = new DefaultHttp2Headers(false);
        headers.forEach(header -> all.add(bytes(header.name()), bytes(header.value())));
        ByteBuf block = Unpooled.buffer();
        netty.encodeHeaders(1, all, block);
        byte[] bytes = new byte[block.readableBytes()];
        block.readBytes(bytes);
        return bytes;
    }

    private static AsciiString bytes(String text) {
        return new AsciiString(text.getBytes(UTF_8), false);
    }

    private static void write(HpackEncoder writer, Random random, Header header) {
        switch (random.nextInt(4)) {
            case 0 -> writer.once(header.name(), header.value());
            case 1 -> writer.changing(header.name(), header.value());
            default -> writer.repeated(header.name(), header.value());
        }
    }

    /** Now and then: asserts that both remember the same. Returns how many headers that is. */
    private static int compareTables(String name, int block, Reader one, Reader other) throws Exception {
        if (block % LOOK > 0) {
            return 0;
        }
        List<Header> remembered = remembered(one);
        assertThat(remembered(other)).as("remembered after %s", name).isEqualTo(remembered);
        return remembered.size();
    }

    /** Returns what {@code reader} remembers: it is asked for one entry after the other, until there is none. */
    private static List<Header> remembered(Reader reader) throws Exception {
        List<Header> remembered = new ArrayList<>();
        try {
            while (true) {
                int entry = StaticTable.COUNT + 1 + remembered.size();
                byte[] block = entry < 0x7f
                        ? new byte[] {(byte) (0x80 | entry)}
                        : new byte[] {(byte) 0xff, (byte) (entry - 0x7f)};
                remembered.addAll(reader.read(block));
            }
        } catch (Http2Fault | Http2Exception thereIsNone) {
            return remembered;
        }
    }

    /** Returns how often the size of the table changes before the next block. */
    private static int changes(Random random) {
        return random.nextInt(12) == 0 ? 1 + random.nextInt(3) : 0;
    }

    private static long tableSize(Random random) {
        return TABLE_SIZES[random.nextInt(TABLE_SIZES.length)];
    }

    private static List<Header> headers(Random random) {
        List<Header> headers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.add(new Header(PSEUDO[random.nextInt(PSEUDO.length)], value(random)));
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            headers.add(new Header(name(random), value(random)));
        }
        return headers;
    }

    private static String name(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "long-" + "x".repeat(random.nextInt(300));
            case 1, 2, 3 -> NAMES[random.nextInt(NAMES.length)];
            default -> "name-" + random.nextInt(30);
        };
    }

    /** Returns a value that may come again, or one that hardly does: mostly short, some as large as the table or larger. */
    private static String value(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> "";
            case 1, 2, 3, 4, 5, 6, 7 -> "value " + random.nextInt(10);
            case 8, 9 -> text(random, 100 + random.nextInt(600));
            case 10 -> text(random, 3_900 + random.nextInt(400));
            default -> text(random, random.nextInt(40));
        };
    }

    private static String text(Random random, int letters) {
        int[] often = OFTEN.codePoints().toArray();
        int[] seldom = SELDOM.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            int[] from = random.nextInt(8) == 0 ? seldom : often;
            text.appendCodePoint(from[random.nextInt(from.length)]);
        }
        return text.toString();
    }

    private static String name(int seed, int block) {
        return "block " + block + " of seed " + seed;
    }
}
