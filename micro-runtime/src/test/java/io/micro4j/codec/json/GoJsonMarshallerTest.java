package io.micro4j.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.protobuf.ProtoType;
import org.junit.jupiter.api.Test;

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
