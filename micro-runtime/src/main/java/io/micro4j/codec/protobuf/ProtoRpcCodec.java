package io.micro4j.codec.protobuf;

import com.google.auto.service.AutoService;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.Marshaller;

/**
 * Writes protobuf messages as {@link ProtobufCodec} does, for go-micro's older content type {@code application/proto-rpc}, whose envelope the wire
 * puts around them.
 */
@AutoService(Codec.class)
public final class ProtoRpcCodec implements Codec {
    /** What names it on the wire. */
    public static final String CONTENT_TYPE = "application/proto-rpc";

    private final ProtobufCodec protobuf = new ProtobufCodec();

    /** Makes one; all are alike. */
    public ProtoRpcCodec() {}

    @Override
    public String name() {
        return "proto-rpc";
    }

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public boolean supports(MessageType<?> type) {
        return protobuf.supports(type);
    }

    @Override
    public <T> Marshaller<T> marshaller(MessageType<T> type) {
        return protobuf.marshaller(type);
    }
}
