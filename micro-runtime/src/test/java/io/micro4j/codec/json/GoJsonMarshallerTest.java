package io.micro4j.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Any;
import com.google.protobuf.Api;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import com.google.protobuf.Option;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.protobuf.ProtoType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GoJsonMarshallerTest {
    private final Descriptor pet = pet();
    private final Marshaller<DynamicMessage> marshaller =
            new JsonRpcCodec().marshaller(ProtoType.of(DynamicMessage.getDefaultInstance(pet)));

    @Test
    void writesNamesEnumsAndNumbersAsGoDoesAndReadsThemBack() {
        DynamicMessage message = DynamicMessage.newBuilder(pet)
                .setField(pet.findFieldByName("pet_name"), "Flöckchen \"F\"")
                .setField(pet.findFieldByName("big"), Long.MIN_VALUE)
                .setField(pet.findFieldByName("unsigned"), -1L)
                .setField(
                        pet.findFieldByName("color"),
                        pet.getFile().getEnumTypes().get(0).findValueByNumber(1))
                .setField(pet.findFieldByName("raw"), ByteString.copyFromUtf8("a?>"))
                .setField(pet.findFieldByName("weight"), 1.5)
                .addRepeatedField(
                        pet.findFieldByName("friends"),
                        DynamicMessage.newBuilder(pet)
                                .setField(pet.findFieldByName("pet_name"), "b")
                                .build())
                .build();

        String json = text(message);

        assertThat(json)
                .isEqualTo("{\"pet_name\":\"Flöckchen \\\"F\\\"\",\"big\":-9223372036854775808,"
                        + "\"unsigned\":18446744073709551615,\"color\":1,\"raw\":\"YT8+\",\"weight\":1.5,"
                        + "\"friends\":[{\"pet_name\":\"b\"}]}\n");
        byte[] bytes = json.getBytes(UTF_8);
        assertThat(marshaller.decode(bytes, 0, bytes.length)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("wellKnown")
    <T extends Message> void writesGoogleMessagesByTheirFieldsAndReadsEitherForm(T message, String go) {
        Marshaller<T> own = new JsonRpcCodec().marshaller(ProtoType.of(message));
        Marshaller<T> proto3 = new JsonCodec().marshaller(ProtoType.of(message));

        byte[] written = own.encode(message).toByteArray();
        byte[] other = proto3.encode(message).toByteArray();

        assertThat(new String(written, UTF_8)).isEqualTo(go + "\n");
        assertThat(own.decode(written, 0, written.length)).isEqualTo(message);
        assertThat(own.decode(other, 0, other.length)).isEqualTo(message);
    }

    static Stream<Arguments> wellKnown() {
        return Stream.of(
                arguments(Timestamp.newBuilder().setSeconds(-1).setNanos(2).build(), "{\"seconds\":-1,\"nanos\":2}"),
                arguments(Timestamp.getDefaultInstance(), "{}"),
                arguments(Duration.newBuilder().setSeconds(-3).build(), "{\"seconds\":-3}"),
                arguments(FieldMask.newBuilder().addPaths("a_b.c").build(), "{\"paths\":[\"a_b.c\"]}"),
                arguments(Int64Value.of(Long.MIN_VALUE), "{\"value\":-9223372036854775808}"),
                arguments(StringValue.getDefaultInstance(), "{}"),
                arguments(BytesValue.of(ByteString.copyFromUtf8("a")), "{\"value\":\"YQ==\"}"),
                arguments(
                        Api.newBuilder()
                                .setName("n")
                                .addOptions(Option.newBuilder()
                                        .setValue(Any.pack(
                                                Option.newBuilder().setName("o").build())))
                                .build(),
                        "{\"name\":\"n\",\"options\":[{\"value\":{\"type_url\":\"type.googleapis.com/google.protobuf.Option\","
                                + "\"value\":\"CgFv\"}}]}"),
                arguments(
                        Struct.newBuilder()
                                .putFields(
                                        "seconds",
                                        Value.newBuilder().setBoolValue(true).build())
                                .build(),
                        "{\"seconds\":true}"));
    }

    @Test
    void refusesWhatNoMessageIs() {
        Marshaller<Timestamp> own = new JsonRpcCodec().marshaller(ProtoType.of(Timestamp.getDefaultInstance()));
        byte[] bytes = "{\"seconds\":\"secret\"}".getBytes(UTF_8);

        assertThatThrownBy(() -> own.decode(bytes, 0, bytes.length))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("google.protobuf.Timestamp")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesANumberThatJsonHasNot() {
        DynamicMessage message = DynamicMessage.newBuilder(pet)
                .setField(pet.findFieldByName("weight"), Double.NaN)
                .build();

        assertThatThrownBy(() -> marshaller.encode(message))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("weight is NaN");
    }

    private String text(DynamicMessage message) {
        return new String(marshaller.encode(message).toByteArray(), UTF_8);
    }

    private static Descriptor pet() {
        DescriptorProto message = DescriptorProto.newBuilder()
                .setName("Pet")
                .addField(field(1, "pet_name", FieldDescriptorProto.Type.TYPE_STRING))
                .addField(field(2, "big", FieldDescriptorProto.Type.TYPE_INT64))
                .addField(field(3, "unsigned", FieldDescriptorProto.Type.TYPE_UINT64))
                .addField(field(4, "color", FieldDescriptorProto.Type.TYPE_ENUM).setTypeName(".shop.Color"))
                .addField(field(5, "raw", FieldDescriptorProto.Type.TYPE_BYTES))
                .addField(field(6, "weight", FieldDescriptorProto.Type.TYPE_DOUBLE))
                .addField(field(7, "friends", FieldDescriptorProto.Type.TYPE_MESSAGE)
                        .setTypeName(".shop.Pet")
                        .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED))
                .build();
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("shop.proto")
                .setPackage("shop")
                .setSyntax("proto3")
                .addEnumType(EnumDescriptorProto.newBuilder()
                        .setName("Color")
                        .addValue(EnumValueDescriptorProto.newBuilder()
                                .setName("NONE")
                                .setNumber(0))
                        .addValue(EnumValueDescriptorProto.newBuilder()
                                .setName("RED")
                                .setNumber(1)))
                .addMessageType(message)
                .build();
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("Pet");
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FieldDescriptorProto.Builder field(int number, String name, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setNumber(number)
                .setName(name)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }
}
