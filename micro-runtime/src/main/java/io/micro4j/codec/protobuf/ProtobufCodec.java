package io.micro4j.codec.protobuf;

import com.google.auto.service.AutoService;
import com.google.protobuf.Message;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;

/** Writes protobuf messages in protobuf's binary form, content type {@code application/protobuf}. */
@AutoService(Codec.class)
public final class ProtobufCodec implements Codec {
    /** What names it on the wire. */
    public static final String CONTENT_TYPE = "application/protobuf";

    /** Makes one; all are alike. */
    public ProtobufCodec() {}

    @Override
    public String name() {
        return "protobuf";
    }

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public boolean supports(MessageType<?> type) {
        return type instanceof ProtoType;
    }

    @Override
    @SuppressWarnings("unchecked") // a ProtoType's messages are Messages
    public <T> Marshaller<T> marshaller(MessageType<T> type) {
        if (type instanceof ProtoType<?> message) {
            return (Marshaller<T>) new ProtobufMarshaller<Message>((ProtoType<Message>) message);
        }
        throw new CodecException("protobuf cannot write " + type.type().getName()
                + ", which is no protobuf message; call with application/json");
    }
}
