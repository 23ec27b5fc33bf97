package io.micro4j.codec.bytes;

import com.google.auto.service.AutoService;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;
import java.util.Arrays;

/** Hands {@code byte[]} through as they are, content type {@code application/octet-stream}. */
@AutoService(Codec.class)
public final class BytesCodec implements Codec {
    /** Makes one; all are alike. */
    public BytesCodec() {}

    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public String contentType() {
        return "application/octet-stream";
    }

    @Override
    public boolean supports(MessageType<?> type) {
        return type.type() == byte[].class;
    }

    @Override
    @SuppressWarnings("unchecked") // supports() says that T is byte[]
    public <T> Marshaller<T> marshaller(MessageType<T> type) {
        if (supports(type)) {
            return (Marshaller<T>) new Copy();
        }
        throw new CodecException(
                "bytes cannot write " + type.type().getName() + ", only byte[]; call with application/json");
    }

    /** Copies both ways, since an array may change. */
    private static final class Copy implements Marshaller<byte[]> {
        @Override
        public Encoded encode(byte[] message) {
            return Encoded.of(message.clone());
        }

        @Override
        public byte[] decode(byte[] bytes, int offset, int length) {
            return Arrays.copyOfRange(bytes, offset, offset + length);
        }
    }
}
