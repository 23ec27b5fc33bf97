package io.micro4j.testkit.codec;

import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.bytes.BytesCodec;
import io.micro4j.testkit.CodecContract;
import io.micro4j.testkit.CodecSample;
import java.util.List;

final class BytesCodecTest extends CodecContract {
    @Override
    protected Codec codec() {
        return new BytesCodec();
    }

    @Override
    protected MessageType<?> foreign() {
        return MessageType.of(String.class);
    }

    @Override
    protected List<CodecSample<?>> samples() {
        return List.of(CodecSample.of(MessageType.of(byte[].class), new byte[] {1, 0, -1}, new byte[0])
                .withChange(bytes -> bytes[0]++));
    }
}
