package io.micro4j.transport.mucp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.mucp.Envelope.Opened;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes are those of go-micro, section 3.6 of its wire's specification. */
final class EnvelopeTest {
    private static final String REQUEST =
            "00000017" + "0a0c44656275672e4865616c7468" + "110700000000000000" + "00000009" + "0a0767726565746572";
    private static final String REPLY =
            "00000017" + "0a0c44656275672e4865616c7468" + "110700000000000000" + "00000004" + "0a026f6b";
    private static final String FAILURE =
            "0000001d" + "0a0c44656275672e4865616c7468" + "110700000000000000" + "1a04626f6f6d" + "00000000";

    @Test
    void writesProtoRpcAsGoDoes() {
        assertThat(hex(Envelope.PROTO_RPC.ofRequest("Debug.Health", "7", encoded("0a0767726565746572"))))
                .isEqualTo(REQUEST);
        assertThat(hex(Envelope.PROTO_RPC.ofReply("Debug.Health", "7", "", encoded("0a026f6b"))))
                .isEqualTo(REPLY);
        assertThat(hex(Envelope.PROTO_RPC.ofReply("Debug.Health", "7", "boom", Encoded.EMPTY)))
                .isEqualTo(FAILURE);
        assertThat(hex(Envelope.PROTO_RPC.ofReply("", "a", "EOS", Encoded.EMPTY)))
                .isEqualTo("00000005" + "1a03454f53" + "00000000");
    }

    @Test
    void readsProtoRpcAsGoWritesIt() {
        Opened request = Envelope.PROTO_RPC.request(body(REQUEST));
        Opened failure = Envelope.PROTO_RPC.reply(body(FAILURE));

        assertThat(request.method()).isEqualTo("Debug.Health");
        assertThat(request.id()).isEqualTo("7");
        assertThat(HexFormat.of().formatHex(request.message().toByteArray())).isEqualTo("0a0767726565746572");
        assertThat(failure.error()).isEqualTo("boom");
        assertThat(failure.message().size()).isZero();
    }

    @Test
    void passesOverWhatFollowsTheFirstReply() {
        Opened proto = Envelope.PROTO_RPC.reply(body(REPLY + FAILURE + "00"));
        Opened json = Envelope.JSON_RPC.reply(Body.of(
                "{\"id\":\"7\",\"result\":{},\"error\":null}\n{\"id\":\"7\",\"error\":\"boom\"}\n{".getBytes(UTF_8)));

        assertThat(proto.error()).isEmpty();
        assertThat(HexFormat.of().formatHex(proto.message().toByteArray())).isEqualTo("0a026f6b");
        assertThat(json.error()).isEmpty();
        assertThat(new String(json.message().toByteArray(), UTF_8)).isEqualTo("{}");
    }

    @Test
    void writesJsonRpcAsGoDoes() {
        Encoded health = Encoded.of("{\"service\":\"greeter\"}\n".getBytes(UTF_8));

        assertThat(text(Envelope.JSON_RPC.ofRequest("Debug.Health", "7", health)))
                .isEqualTo("{\"params\":[{\"service\":\"greeter\"}],\"id\":\"7\",\"method\":\"Debug.Health\"}\n");
        assertThat(text(Envelope.JSON_RPC.ofReply("", "7", "", Encoded.of("{\"status\":\"ok\"}".getBytes(UTF_8)))))
                .isEqualTo("{\"id\":\"7\",\"result\":{\"status\":\"ok\"},\"error\":null}\n");
        assertThat(text(Envelope.JSON_RPC.ofReply("", "7", "boom", Encoded.EMPTY)))
                .isEqualTo("{\"id\":\"7\",\"result\":null,\"error\":\"boom\"}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | 1", "\"a\" | a", "null | ''", "1.5 | 1.5", "[1] | [1]"})
    void takesAnyJsonForAnId(String json, String id) {
        Opened request = json("{\"id\":" + json + ",\"method\":\"Greeter.Hello\",\"params\":[{\"name\":\"John\"}]}");

        assertThat(request.id()).isEqualTo(id);
        assertThat(request.method()).isEqualTo("Greeter.Hello");
        assertThat(new String(request.message().toByteArray(), UTF_8)).isEqualTo("{\"name\":\"John\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the body ends before the length of the envelope, after 0 bytes",
                "ffffffff000000 | the envelope should have 4294967295 bytes, but 3 are left",
                "00000000 | the body ends before the length of the message, after 4 bytes",
                "00000000ffffffff00 | the message should have 4294967295 bytes, but 1 are left",
                "000000000000000000 | 1 bytes follow the message",
                "000000020aff00000000 | the envelope is no protobuf message",
                "000000023b3c00000000 | the envelope holds a group",
                "000000030a01ff00000000 | the envelope is no protobuf message",
            })
    void saysWhatIsWrongWithProtoRpc(String hex, String reason) {
        assertThatThrownBy(() -> Envelope.PROTO_RPC.request(body(hex)))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("proto-rpc: ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is no JSON",
                "{\"id\":1 | is no JSON",
                "[] | is no JSON object",
                "{} {} | is no JSON",
                "{\"params\":{}} | params is no array of one message",
                "{\"params\":[1,2]} | params is no array of one message",
                "{\"method\":1} | method is no string",
            })
    void saysWhatIsWrongWithJsonRpc(String json, String reason) {
        assertThatThrownBy(() -> json(json)).isInstanceOf(CodecException.class).hasMessageContaining(reason);
    }

    @Test
    void bearsDeepNestingAndLongIds() {
        assertThatThrownBy(() -> json("[".repeat(1_000_000)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("deeper than 100");
        assertThatThrownBy(() -> json("{\"id\":\"" + "x".repeat(10_000) + "\"}"))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("longer than 256");
    }

    @Test
    void throwsNothingElseWhateverTheBytes() {
        Random random = new Random(20261126);
        byte[] sound = HexFormat.of().parseHex(REQUEST);
        byte[] json = "{\"params\":[{\"a\":[1,{\"b\":null}]}],\"id\":\"7\",\"method\":\"A.B\"}".getBytes(UTF_8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            refused += refused(Envelope.PROTO_RPC, mutated(sound, random))
                    + refused(Envelope.JSON_RPC, mutated(json, random));
        }
        assertThat(refused).as("refused of 40,000").isBetween(10_000, 39_999);
    }

    @Test
    void refusesTheReplyOfAnotherCall() {
        Seal seal = new Seal(Envelope.PROTO_RPC, "Debug.Health", "8");

        assertThatThrownBy(() -> seal.openReply(body(REPLY)))
                .isInstanceOf(CodecException.class)
                .hasMessage("it is numbered 7 and the call 8, so that it may be another call's");
        assertThat(seal.openReply(body("00000000" + "00000000")).error()).isEmpty();
    }

    private static int refused(Envelope envelope, byte[] bytes) {
        try {
            envelope.request(Body.of(bytes));
            envelope.reply(Body.of(bytes));
            return 0;
        } catch (CodecException e) {
            assertThat(e.getMessage()).isNotBlank();
            return 1;
        }
    }

    private static byte[] mutated(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static Opened json(String text) {
        return Envelope.JSON_RPC.request(Body.of(text.getBytes(UTF_8)));
    }

    private static Body body(String hex) {
        return Body.of(HexFormat.of().parseHex(hex));
    }

    private static Encoded encoded(String hex) {
        return Encoded.of(HexFormat.of().parseHex(hex));
    }

    private static String hex(Encoded encoded) {
        return HexFormat.of().formatHex(encoded.toByteArray());
    }

    private static String text(Encoded encoded) {
        return new String(encoded.toByteArray(), UTF_8);
    }
}
