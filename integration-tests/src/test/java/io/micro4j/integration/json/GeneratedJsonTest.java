package io.micro4j.integration.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import io.micro4j.call.MessageType;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.json.JsonCodec;
import io.micro4j.codec.json.JsonShape;
import io.micro4j.codec.json.JsonType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of records as it is generated: what is written is what Gson reads, and what is wrong is refused in words. */
final class GeneratedJsonTest {
    private static final int RECORDS = 500;

    private final Gson gson = GsonTwin.gson();

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsReadBackAndGsonReadsTheSame(int seed) {
        RandomData data = new RandomData(seed);
        List<MessageType<?>> types = List.of(
                ZooEndpoints.NUMBERS.reply(),
                ZooEndpoints.NUMBERS.request(),
                ZooEndpoints.TIMES.reply(),
                ZooEndpoints.TIMES.request(),
                ZooEndpoints.TREE.reply(),
                ZooEndpoints.TREE.request(),
                ZooEndpoints.NOTHING.reply(),
                ZooEndpoints.NOTHING.request());
        for (int i = 0; i < RECORDS; i++) {
            assertRoundTrip(types.get(i % types.size()), data);
        }
    }

    private <T> void assertRoundTrip(MessageType<T> type, RandomData data) {
        Marshaller<T> marshaller = new JsonCodec().marshaller(type);
        T record = data.value(type.type());

        byte[] written = marshaller.encode(record).toByteArray();
        T read = marshaller.decode(written, 0, written.length);
        String json = new String(written, UTF_8);

        assertThat(DeepEquality.areEqual(record, read)).as(json).isTrue();
        assertThat(DeepEquality.areEqual(record, gson.fromJson(json, type.type())))
                .as(json)
                .isTrue();
        assertThat(marshaller.encode(read).toByteArray()).isEqualTo(written);
    }

    @Test
    void whatIsMissingIsWhatGoLeavesOut() {
        Zoo.Texts texts = read(ZooEndpoints.NUMBERS.request(), "{}");
        assertThat(texts.text()).isEmpty();
        assertThat(texts.bytes()).isEmpty();
        assertThat(texts.perhaps()).isNull();
        assertThat(texts.id()).isNull();

        Zoo.Holders holders = read(ZooEndpoints.TIMES.request(), "");
        assertThat(holders.list()).isEmpty();
        assertThat(holders.map()).isEmpty();
        assertThat(holders.perhaps()).isEmpty();
        assertThat(holders.maybe()).isEmpty();
        assertThat(holders.nothing()).isNull();
        assertThat(read(ZooEndpoints.NUMBERS.reply(), "{}").number()).isZero();
    }

    @Test
    void nullIsWhatGoHasForNil() {
        Zoo.Holders holders = read(
                ZooEndpoints.TIMES.request(),
                "{\"list\":null,\"map\":null,\"perhaps\":null,\"nothing\":null,\"gaps\":[null,\"x\"],\"deep\":{\"LION\":null}}");
        assertThat(holders.list()).isEmpty();
        assertThat(holders.map()).isEmpty();
        assertThat(holders.perhaps()).isEqualTo(Optional.empty());
        assertThat(holders.nothing()).isNull();
        assertThat(holders.gaps()).containsExactly(null, "x");
        assertThat(holders.deep()).containsExactly(Map.entry(Zoo.Kind.LION, Map.of()));
        assertThat(read(ZooEndpoints.NUMBERS.reply(), "{\"number\":null,\"truth\":null}")
                        .number())
                .isZero();
    }

    @Test
    void namesMatchAsInGo() {
        Zoo.Texts texts = read(
                ZooEndpoints.NUMBERS.request(),
                "{\"TEXT\":\"any case\",\"Other_Name\":\"renamed\",\"unknown\":{\"a\":[1,2.5e3,{\"b\":null}]},\"kind\":\"the_tiger\"}");
        assertThat(texts.text()).isEqualTo("any case");
        assertThat(texts.named()).isEqualTo("renamed");
        assertThat(texts.kind()).isEqualTo(Zoo.Kind.TIGER);
        assertThat(read(ZooEndpoints.NUMBERS.request(), "{\"text\":\"one\",\"text\":\"two\"}")
                        .text())
                .isEqualTo("two");
    }

    @Test
    void aSealedInterfaceIsToldByItsField() {
        Zoo.Sight late =
                read(ZooEndpoints.TREE.request(), "{ \"height\" : 1.5 , \"x\" : [ {} ] , \"seen\" : \"plant_of\" }");
        assertThat(late).isEqualTo(new Zoo.Sight.Plant(1.5));
        assertThat(write(ZooEndpoints.TREE.request(), new Zoo.Sight.Weather.Sun()))
                .isEqualTo("{\"seen\":\"Sun\"}\n");
        assertRefused(ZooEndpoints.TREE.request(), "{\"height\":1}", "it has no field \"seen\", which says what it is");
        assertRefused(
                ZooEndpoints.TREE.request(),
                "{\"seen\":\"Cloud\"}",
                "it has a \"seen\" that is none of Animal, plant_of, Rain, Sun");
    }

    @Test
    void textsAreWrittenAsTheyAre() {
        Zoo.Tree tree = new Zoo.Tree("\"\\\n\u0001é本😀/", null, List.of(), Map.of());
        String written = write(ZooEndpoints.TREE.reply(), tree);
        assertThat(written).startsWith("{\"name\":\"\\\"\\\\\\n\\u0001é本😀/\",\"left\":null,");
        assertThat(read(ZooEndpoints.TREE.reply(), "{\"name\":\"\\u00e9\\ud83d\\ude00\\/\\b\\f\"}")
                        .name())
                .isEqualTo("é😀/\b\f");
        assertThatThrownBy(
                        () -> write(ZooEndpoints.TREE.reply(), new Zoo.Tree("half \ud83d", null, List.of(), Map.of())))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("half a character");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|it is an array, not an object (byte 0)",
                "null|it is null",
                "7|it is a number, not an object",
                "{|it is cut off, not the name of a field, in quotes",
                "{\"number\"|it has a name without a colon",
                "{\"number\":1|number is followed by neither a comma nor }",
                "{\"number\":1,}|is no JSON, not the name of a field",
                "{\"number\":1} x|is followed by more than blanks",
                "{\"number\":\"1\"}|number is a text, not a whole number (byte 10)",
                "{\"number\":1.5}|number is no whole number",
                "{\"number\":01}|number is no whole number",
                "{\"number\":2147483648}|number is not within -2147483648 and 2147483647",
                "{\"longer\":9223372036854775808}|longer is not within",
                "{\"small\":-129}|small is not within -128 and 127",
                "{\"twice\":1e999}|twice is a number larger than fits",
                "{\"twice\":1.}|twice is no number as JSON has them",
                "{\"twice\":NaN}|twice is no JSON, not a number",
                "{\"truth\":tru}|truth is no JSON",
                "{\"letter\":\"ab\"}|letter is not a text of one character",
                "{\"decimal\":1e99999}|decimal is no number of at most 10000 digits",
                "{\"boxedNumber\":{}}|boxedNumber is an object, not a whole number",
                "{\"nobody\":[1,}|(an unknown field)[1] is no JSON",
            })
    void whatIsWrongWithNumbersIsSaid(String json, String words) {
        assertRefused(ZooEndpoints.NUMBERS.reply(), json, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"list\":[\"a\",{}]}|list[1] is an object, not a text",
                "{\"byNumber\":{\"x\":{}}}|byNumber[0] has a name that is no key of its map",
                "{\"byNumber\":{\"1\":{\"kind\":\"secret\"}}}|byNumber[0].kind is not the name of a constant of Kind",
                "{\"map\":{\"a\":[1,2,\"x\"]}}|map[0][2] is a text, not a whole number",
                "{\"byNumber\":{\"1\":{\"bytes\":\"§\"}}}|byNumber[0].bytes is not bytes in base64",
                "{\"byNumber\":{\"1\":{\"id\":\"1-1-1-1-1\"}}}|byNumber[0].id is not a UUID",
                "{\"list\":[\"a\\x\"]}|list[0] has an escape that JSON does not know",
                "{\"list\":[\"\\ud83d\"]}|list[0] holds half a character",
                "{\"list\":[\"\\u12\"]}|list[0] has an escape without four hexadecimal digits",
                "{\"list\":[\"|list[0] is cut off",
                "{\"nothing\":[\"2026-02-30T00:00:00Z\"]}|nothing[0] is not a time as 2026-01-31T12:00:00Z",
                "{\"byNumber\":{\"1\":{\"plain\":{\"number\":{}}}}}|byNumber[0].plain cannot be read",
            })
    void whatIsWrongIsSaidWithItsPlace(String json, String words) {
        assertRefused(ZooEndpoints.TIMES.request(), json, words);
    }

    /** Without reflection: what people see in a registry. */
    @Test
    void theShapeOfARecordIsGeneratedToo() {
        JsonShape shape = ((JsonType<?>) ZooEndpoints.TREE.reply()).form().shape();
        assertThat(shape.goType()).isEqualTo("Tree");
        assertThat(IntStream.range(0, shape.size()).mapToObj(shape::name))
                .containsExactly("name", "left", "children", "named");
        assertThat(shape.forms().stream().map(form -> form.shape().goType()))
                .containsExactly("string", "Tree", "[]Tree", "");
        assertThat(shape.forms().get(2).shape().name(0)).isEqualTo("name");
        JsonShape numbers = ((JsonType<?>) ZooEndpoints.NUMBERS.reply()).form().shape();
        assertThat(numbers.forms().stream().map(form -> form.shape().goType()).limit(8))
                .containsExactly("bool", "int8", "int16", "int32", "int64", "float32", "float64", "Character");
    }

    @Test
    void badUtf8IsRefused() {
        for (int[] bad :
                new int[][] {{0xC0, 0xAF}, {0x80}, {0xE2, 0x82}, {0xED, 0xA0, 0x80}, {0xF5, 0x80, 0x80, 0x80}, {0xFF}
                }) {
            byte[] json = "{\"name\":\"????\"}".getBytes(UTF_8);
            for (int i = 0; i < bad.length; i++) {
                json[9 + i] = (byte) bad[i];
            }
            assertThatThrownBy(() -> marshaller(ZooEndpoints.TREE.reply()).decode(json, 0, json.length))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("name is not UTF-8");
        }
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"left\":".repeat(254) + "{}" + "}".repeat(254);
        assertThat(read(ZooEndpoints.TREE.reply(), deep).left()).isNotNull();
        assertRefused(
                ZooEndpoints.TREE.reply(),
                "{\"left\":".repeat(100_000) + "{}" + "}".repeat(100_000),
                "is more than 255 objects and arrays deep");
        assertRefused(ZooEndpoints.TREE.reply(), "{\"x\":" + "[".repeat(100_000), "is more than 255");
        Map<String, Zoo.Tree> itself = new TreeMap<>();
        Zoo.Tree tree = new Zoo.Tree("", null, List.of(), itself);
        itself.put("again", tree);
        assertThatThrownBy(() -> write(ZooEndpoints.TREE.reply(), tree))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("does it hold itself?");
    }

    @Test
    void fieldsThatComeLateInEachOtherAreBounded() {
        StringBuilder json = new StringBuilder("{\"others\":{\"items\":[".repeat(60)).append("{\"seen\":\"Sun\"}");
        json.append(" ".repeat(2_000)).append("]},\"seen\":\"Animal\"}".repeat(60));
        assertRefused(ZooEndpoints.TREE.request(), json.toString(), "has its \"seen\" too late");
    }

    private static <T> T read(MessageType<T> type, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return marshaller(type).decode(bytes, 0, bytes.length);
    }

    private static <T> String write(MessageType<T> type, T record) {
        return new String(marshaller(type).encode(record).toByteArray(), UTF_8);
    }

    private static <T> void assertRefused(MessageType<T> type, String json, String words) {
        assertThatThrownBy(() -> read(type, json))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Cannot read " + type.type().getName())
                .hasMessageContaining(words)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    private static <T> Marshaller<T> marshaller(MessageType<T> type) {
        return new JsonCodec().marshaller(type);
    }
}
