package io.micro4j.codec.json;

import com.google.auto.service.AutoService;
import com.google.protobuf.Message;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.protobuf.ProtoType;

/**
 * Writes protobuf messages as proto3 JSON, records and sealed interfaces as the annotation processor generated it, and everything else as Gson does, content type {@code application/json}, each with one newline at
 * its end, as Go does.
 */
@AutoService(Codec.class)
public final class JsonCodec implements Codec {
    /** What names it on the wire. */
    public static final String CONTENT_TYPE = "application/json";

    /** Makes one; all are alike. */
    public JsonCodec() {}

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public boolean supports(MessageType<?> type) {
        return type.type() != byte[].class;
    }

    @Override
    @SuppressWarnings("unchecked") // a ProtoType's messages are Messages
    public <T> Marshaller<T> marshaller(MessageType<T> type) {
        if (!supports(type)) {
            throw new CodecException("json cannot write byte[]; call with application/octet-stream");
        }
        if (type instanceof JsonType<T> generated) {
            return new FormMarshaller<>(generated);
        }
        return type instanceof ProtoType<?> message
                ? (Marshaller<T>)
                        new LazyMarshaller<Message>(() -> new ProtoJsonMarshaller<>((ProtoType<Message>) message))
                : new GsonMarshaller<>(type.type());
    }
}
