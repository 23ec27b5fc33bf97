package io.micro4j.transport.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.transport.net.StringCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Header compression: the examples of RFC 7541, appendix C, and everything that its coding allows or forbids. */
final class HpackTest {
    private final HpackDecoder decoder = new HpackDecoder(new StringCache());

    @Test
    void readsRequestsWithoutHuffmanCoding() throws Http2Fault {
        assertThat(decode("8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d"))
                .containsExactly(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com");
        assertThat(decode("8286 84be 5808 6e6f 2d63 6163 6865"))
                .containsExactly(
                        ":method: GET",
                        ":scheme: http",
                        ":path: /",
                        ":authority: www.example.com",
                        "cache-control: no-cache");
        assertThat(decode("8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65"))
                .containsExactly(
                        ":method: GET",
                        ":scheme: https",
                        ":path: /index.html",
                        ":authority: www.example.com",
                        "custom-key: custom-value");
    }

    @Test
    void readsRequestsWithHuffmanCoding() throws Http2Fault {
        assertThat(decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"))
                .containsExactly(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com");
        assertThat(decode("8286 84be 5886 a8eb 1064 9cbf")).contains("cache-control: no-cache");
        assertThat(decode("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"))
                .contains("custom-key: custom-value");
    }

    @Test
    void forgetsTheOldestEntries() throws Http2Fault {
        decode("3fe1 01"); // 256 bytes
        String setCookie = "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";
        assertThat(decode("4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e "
                        + "919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3"))
                .containsExactly(
                        ":status: 302",
                        "cache-control: private",
                        "date: Mon, 21 Oct 2013 20:13:21 GMT",
                        "location: https://www.example.com");
        assertThat(decode("4883 640e ffc1 c0bf"))
                .containsExactly(
                        ":status: 307",
                        "cache-control: private",
                        "date: Mon, 21 Oct 2013 20:13:21 GMT",
                        "location: https://www.example.com");
        assertThat(decode(
                        "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d "
                                + "d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 "
                                + "3d50 07"))
                .containsExactly(
                        ":status: 200",
                        "cache-control: private",
                        "date: Mon, 21 Oct 2013 20:13:22 GMT",
                        "location: https://www.example.com",
                        "content-encoding: gzip",
                        setCookie);
    }

    @Test
    void readsWhatTheEncoderWrites() throws Http2Fault {
        HpackEncoder encoder = new HpackEncoder();
        Random random = new Random(7541);

        for (int block = 0; block < 2_000; block++) {
            if (random.nextInt(20) == 0) {
                encoder.limit(random.nextInt(5_000));
            }
            List<String> written = new ArrayList<>();
            encoder.begin();
            for (int i = random.nextInt(12); i >= 0; i--) {
                String name = "name-" + random.nextInt(8);
                String value = "wörd ".repeat(random.nextInt(60)) + random.nextInt(4);
                switch (random.nextInt(3)) {
                    case 0 -> encoder.repeated(name, value);
                    case 1 -> encoder.changing(name, value);
                    default -> encoder.once(name, value);
                }
                written.add(name + ": " + value);
            }
            assertThat(decode(encoder.bytes(), encoder.size())).isEqualTo(written);
        }
    }

    @Test
    void whatRepeatsTakesOneByte() throws Http2Fault {
        HpackEncoder encoder = new HpackEncoder();
        encoder.begin().repeated(":path", "/greeter.Greeter/Hello");
        decode(encoder.bytes(), encoder.size());

        encoder.begin().repeated(":path", "/greeter.Greeter/Hello");

        assertThat(encoder.size()).isEqualTo(1);
        assertThat(decode(encoder.bytes(), encoder.size())).containsExactly(":path: /greeter.Greeter/Hello");
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (String wrong : List.of(
                "80", // entry 0
                "be", // an entry that is not there
                "ff ff ff ff ff 7f", // a number over 2^31
                "ff 80 80 80 80 80 01", // a number that does not end
                "ff", // a number that is cut off
                "40 7f", // a length that is cut off
                "40 05 61", // a string that is cut off
                "40 01 61", // no value
                "00 81 ff 01 61", // a code that is only padding
                "00 84 ff ff ff ff 01 61", // the code of the end
                "00 81 00 01 61", // padding of zeros
                "82 20", // a resize behind a header
                "3f e2 1f")) { // a table of more than 4,096 bytes
            assertThatThrownBy(() -> new HpackTest().decode(wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            Http2Fault.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.COMPRESSION_ERROR));
        }
    }

    @Test
    void neverFailsOtherwise() {
        Random random = new Random(9113);

        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            try {
                decode(bytes, bytes.length);
            } catch (Http2Fault fault) {
                assertThat(fault.code()).isEqualTo(ErrorCode.COMPRESSION_ERROR);
            }
        }
    }

    @Test
    void aBombStaysSmall() throws Http2Fault {
        byte[] head = HexFormat.of().parseHex("4001617fa11e"); // name "a", value of 4,000 bytes
        byte[] bomb = new byte[head.length + 4_000 + 16_000];
        System.arraycopy(head, 0, bomb, 0, head.length);
        Arrays.fill(bomb, head.length, head.length + 4_000, (byte) 'x');
        Arrays.fill(bomb, head.length + 4_000, bomb.length, (byte) 0xbe);
        HeaderList headers = new HeaderList(64 * 1024, 128);

        decoder.decode(bomb, 0, bomb.length, headers);

        assertThat(headers.isTooLarge()).isTrue();
        assertThat(headers.size()).isLessThanOrEqualTo(64 * 1024 / 4_000 + 1);
    }

    @Test
    void namesInUpperCaseAreMalformed() throws Http2Fault {
        HeaderList headers = new HeaderList(64 * 1024, 128);
        byte[] block = HexFormat.of().parseHex("0001410161");

        decoder.decode(block, 0, block.length, headers);

        assertThat(headers.isMalformed()).isTrue();
    }

    @Test
    void whatIsMalformedIsSoWhenItRepeats() throws Http2Fault {
        assertThat(isMalformed("40 03 e9 58 6e 01 61"))
                .as("a name that is none")
                .isTrue();
        assertThat(isMalformed("be")).as("the header again").isTrue();
        assertThat(isMalformed("0f 2f 01 62")).as("its name with another value").isTrue();
        assertThat(isMalformed("40 01 6e 02 0d 0a")).as("a value that is none").isTrue();
        assertThat(isMalformed("be")).as("the header again").isTrue();
        assertThat(isMalformed("0f 2f 01 62")).as("its name with another value").isFalse();
        assertThat(isMalformed("82")).as("another header").isFalse();
    }

    @Test
    void aMalformedNameTakesItsBytesInTheTable() throws Http2Fault {
        // 32 + 2 + 0 bytes, of a name of two bytes that is one letter in UTF-8; then the same name, and a table of 68
        // bytes: both stay.
        decode("40 02 c3 b6 00");
        decode("7e 00");
        decode("3f 25 bf");

        assertThatThrownBy(() -> decode("3f 24 bf")).isInstanceOf(Http2Fault.class);
    }

    private boolean isMalformed(String hex) throws Http2Fault {
        byte[] block = HexFormat.of().parseHex(hex.replace(" ", ""));
        HeaderList headers = new HeaderList(1024 * 1024, 1000);
        decoder.decode(block, 0, block.length, headers);
        return headers.isMalformed();
    }

    private List<String> decode(String hex) throws Http2Fault {
        byte[] block = HexFormat.of().parseHex(hex.replace(" ", ""));
        return decode(block, block.length);
    }

    private List<String> decode(byte[] block, int size) throws Http2Fault {
        HeaderList headers = new HeaderList(1024 * 1024, 1000);
        decoder.decode(block, 0, size, headers);
        List<String> read = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            read.add(headers.name(i) + ": " + headers.value(i));
        }
        return read;
    }
}
