package io.micro4j.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.protobuf.ProtoType;

/**
 * Writes proto3 JSON; reads it with either spelling of names, and passes over names that it does not know. An {@code Any} may hold what is defined in
 * the message's own file, or in one that this imports.
 */
final class ProtoJsonMarshaller<T extends Message> implements Marshaller<T> {
    private final ProtoType<T> type;
    private final JsonFormat.Printer printer;
    private final JsonFormat.Parser parser;

    ProtoJsonMarshaller(ProtoType<T> type) {
        this.type = type;
        TypeRegistry known = TypeRegistry.newBuilder()
                .add(type.prototype().getDescriptorForType())
                .build();
        printer = JsonFormat.printer().usingTypeRegistry(known).omittingInsignificantWhitespace();
        parser = JsonFormat.parser().usingTypeRegistry(known).ignoringUnknownFields();
    }

    @Override
    public Encoded encode(T message) {
        try {
            return Encoded.of((printer.print(message) + '\n').getBytes(UTF_8));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) { // a Value may hold an infinite number
            throw new CodecException("Cannot write " + type + " as JSON: " + e.getMessage(), e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the builder of T builds T
    public T decode(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return type.prototype();
        }
        Message.Builder builder = type.prototype().newBuilderForType();
        try {
            parser.merge(new String(bytes, offset, length, UTF_8), builder);
        } catch (InvalidProtocolBufferException | RuntimeException e) { // the parser lets some of Gson's through
            throw JsonFault.unreadable(type.toString(), length, e);
        }
        return (T) builder.build();
    }
}
