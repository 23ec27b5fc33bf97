package io.micro4j.testkit.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Field;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.codec.protobuf.ProtobufCodec;
import io.micro4j.testkit.CodecContract;
import io.micro4j.testkit.CodecSample;
import java.util.List;

final class ProtobufCodecTest extends CodecContract {
    private static final Field FIELD = Field.newBuilder()
            .setName("Grüße, 世界 😀")
            .setNumber(-7)
            .setPacked(true)
            .build();

    @Override
    protected Codec codec() {
        return new ProtobufCodec();
    }

    @Override
    protected MessageType<?> foreign() {
        return MessageType.of(String.class);
    }

    @Override
    protected Object known(Object message) {
        return message instanceof Field field
                ? field.toBuilder()
                        .setUnknownFields(UnknownFieldSet.getDefaultInstance())
                        .build()
                : message;
    }

    @Override
    protected List<CodecSample<?>> samples() {
        byte[] truncated = ByteString.copyFrom(new byte[] {0x12, 0x7f})
                .concat(ByteString.copyFromUtf8(CodecSample.SECRET))
                .toByteArray();
        return List.of(
                CodecSample.of(ProtoType.of(Field.getDefaultInstance()), FIELD, Field.getDefaultInstance())
                        .withUnknown(unknown())
                        .withMalformed(truncated, CodecSample.SECRET.getBytes(UTF_8), new byte[] {(byte) 0xff}),
                CodecSample.of(
                        ProtoType.of(Struct.getDefaultInstance()),
                        Struct.newBuilder()
                                .putFields(
                                        "one",
                                        Value.newBuilder().setBoolValue(true).build())
                                .putFields(
                                        "two",
                                        Value.newBuilder().setNumberValue(0.1).build())
                                .build(),
                        Struct.getDefaultInstance()),
                CodecSample.of(
                        ProtoType.of(StringValue.getDefaultInstance()),
                        StringValue.of("written at once, as it is large".repeat(5_000)),
                        StringValue.getDefaultInstance()));
    }

    private static byte[] unknown() {
        UnknownFieldSet more = UnknownFieldSet.newBuilder()
                .addField(1000, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        return FIELD.toBuilder().setUnknownFields(more).build().toByteArray();
    }
}
