package io.micro4j.testkit.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Field;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.json.JsonCodec;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.testkit.CodecContract;
import io.micro4j.testkit.CodecSample;
import java.util.List;
import java.util.Map;
import java.util.Objects;

final class JsonCodecTest extends CodecContract {
    @Override
    protected Codec codec() {
        return new JsonCodec();
    }

    @Override
    protected MessageType<?> foreign() {
        return MessageType.of(byte[].class);
    }

    @Override
    protected List<CodecSample<?>> samples() {
        return List.of(
                CodecSample.of(
                                ProtoType.of(Field.getDefaultInstance()),
                                Field.newBuilder()
                                        .setName("<Grüße> & 😀")
                                        .setNumber(-7)
                                        .build(),
                                Field.getDefaultInstance())
                        .withUnknown(bytes("{\"name\":\"<Grüße> & 😀\",\"more\":{\"a\":[1]},\"number\":-7}"))
                        .withMalformed(
                                bytes("{\"number\":\"s3cret\"}"),
                                bytes("{\"name\":{\"s3cret\":1}}"),
                                bytes("{\"name\":\"s3cret\""),
                                bytes("[\"s3cret\"]"),
                                bytes("s3cret"),
                                bytes("\u0000s3cret")),
                CodecSample.of(
                        ProtoType.of(Struct.getDefaultInstance()),
                        Struct.newBuilder()
                                .putFields(
                                        "one",
                                        Value.newBuilder().setBoolValue(true).build())
                                .build(),
                        Struct.getDefaultInstance()),
                CodecSample.of(
                                MessageType.of(Person.class),
                                new Person("Ada <&> 😀", 36, List.of("maths"), Map.of("k", 1L)),
                                new Person(null, 0, null, null))
                        .withUnknown(bytes("{\"name\":\"Ada <&> 😀\",\"more\":[{}],\"age\":36,\"skills\":[\"maths\"],"
                                + "\"scores\":{\"k\":1}}"))
                        .withMalformed(
                                bytes("{\"age\":\"s3cret\"}"),
                                bytes("{\"name\":\"s3cret\",\"age\":-1}"),
                                bytes("{\"name\":\"s3cret\""),
                                bytes("[\"s3cret\"]"),
                                bytes("s3cret"),
                                bytes("null")),
                CodecSample.of(MessageType.of(Counter.class), new Counter(3), new Counter(0))
                        .withChange(counter -> counter.count++));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }

    /** A record that refuses what it cannot be. */
    record Person(String name, int age, List<String> skills, Map<String, Long> scores) {
        Person {
            if (age < 0) {
                throw new IllegalArgumentException(name + " is " + age + " years old");
            }
        }
    }

    /** A class that may change. */
    static final class Counter {
        private int count;

        Counter(int count) {
            this.count = count;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Counter that && that.count == count;
        }

        @Override
        public int hashCode() {
            return Objects.hash(count);
        }
    }
}
