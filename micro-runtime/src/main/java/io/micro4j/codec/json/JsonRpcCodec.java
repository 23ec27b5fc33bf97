package io.micro4j.codec.json;

import com.google.auto.service.AutoService;
import com.google.protobuf.Message;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.protobuf.ProtoType;

/**
 * Writes messages for go-micro's older content type {@code application/json-rpc}, whose envelope the wire puts around them: protobuf messages as
 * Go's {@code encoding/json} writes their structs, everything else as {@link JsonCodec} does.
 */
@AutoService(Codec.class)
public final class JsonRpcCodec implements Codec {
    /** What names it on the wire. */
    public static final String CONTENT_TYPE = "application/json-rpc";

    private final JsonCodec json = new JsonCodec();

    /** Makes one; all are alike. */
    public JsonRpcCodec() {}

    @Override
    public String name() {
        return "json-rpc";
    }

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public boolean supports(MessageType<?> type) {
        return json.supports(type);
    }

    @Override
    @SuppressWarnings("unchecked") // a ProtoType's messages are Messages
    public <T> Marshaller<T> marshaller(MessageType<T> type) {
        return type instanceof ProtoType<?> message
                ? (Marshaller<T>) new LazyMarshaller<Message>(() -> new GoJsonMarshaller<>(
                        (ProtoType<Message>) message, (Marshaller<Message>) json.marshaller(message)))
                : json.marshaller(type);
    }
}
