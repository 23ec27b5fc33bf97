package io.micro4j.codec.protobuf;

import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;

/** Writes small messages late, straight into the transport's buffer; they cannot change. Large ones are written at once, off the I/O thread. */
final class ProtobufMarshaller<T extends Message> implements Marshaller<T> {
    private static final int LATE = 64 * 1024;

    private final ProtoType<T> type;
    private final Parser<T> parser;

    @SuppressWarnings("unchecked") // a message's parser makes messages of its class
    ProtobufMarshaller(ProtoType<T> type) {
        this.type = type;
        this.parser = (Parser<T>) type.prototype().getParserForType();
    }

    @Override
    public Encoded encode(T message) {
        int size = message.getSerializedSize();
        return size <= LATE ? new LateMessage(message, size) : Encoded.of(message.toByteArray());
    }

    @Override
    public T decode(byte[] bytes, int offset, int length) {
        try {
            return parser.parseFrom(bytes, offset, length, ExtensionRegistryLite.getEmptyRegistry());
        } catch (InvalidProtocolBufferException e) {
            throw new CodecException(
                    "Cannot read " + type + " from " + length + " bytes of protobuf: " + e.getMessage(), e);
        }
    }
}
