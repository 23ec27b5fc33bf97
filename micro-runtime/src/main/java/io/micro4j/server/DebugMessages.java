package io.micro4j.server;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;

/** The messages of go-micro's {@code debug.proto}, described here, since nothing else of the runtime needs protoc. Immutable. */
final class DebugMessages {
    static final DebugMessages INSTANCE = new DebugMessages();

    private final FileDescriptor file = describe();

    private DebugMessages() {}

    /** Returns message {@code name} without content. */
    DynamicMessage empty(String name) {
        return DynamicMessage.getDefaultInstance(file.findMessageTypeByName(name));
    }

    /** Returns what fills the response of {@code rpc}. */
    Filler reply(String rpc) {
        Descriptor type = file.findMessageTypeByName(rpc + "Response");
        return new Filler(type, DynamicMessage.newBuilder(type));
    }

    /** Fills one message. */
    record Filler(Descriptor type, DynamicMessage.Builder message) {
        Filler text(String field, String value) {
            message.setField(type.findFieldByName(field), value);
            return this;
        }

        Filler number(String field, long value) {
            message.setField(type.findFieldByName(field), value);
            return this;
        }

        DynamicMessage build() {
            return message.build();
        }
    }

    private static FileDescriptor describe() {
        FieldDescriptorProto.Type text = FieldDescriptorProto.Type.TYPE_STRING;
        FieldDescriptorProto.Type number = FieldDescriptorProto.Type.TYPE_UINT64;
        FileDescriptorProto described = FileDescriptorProto.newBuilder()
                .setName("debug/debug.proto")
                .setPackage("debug")
                .setSyntax("proto3")
                .addMessageType(message("HealthRequest", text, "service"))
                .addMessageType(message("HealthResponse", text, "status"))
                .addMessageType(message("StatsRequest", text, "service"))
                .addMessageType(message(
                        "StatsResponse",
                        number,
                        "timestamp",
                        "started",
                        "uptime",
                        "memory",
                        "threads",
                        "gc",
                        "requests",
                        "errors"))
                .build();
        try {
            return FileDescriptor.buildFrom(described, new FileDescriptor[0]);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException("debug.proto is described wrongly", e);
        }
    }

    /** Returns a message whose fields are numbered from 1 on. */
    private static DescriptorProto message(String name, FieldDescriptorProto.Type type, String... fields) {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
        for (String field : fields) {
            message.addField(FieldDescriptorProto.newBuilder()
                    .setName(field)
                    .setNumber(message.getFieldCount() + 1)
                    .setType(type)
                    .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL));
        }
        return message.build();
    }
}
