package io.micro4j.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Struct;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.protobuf.ProtoType;

/** Proto3 JSON. */
final class JsonFuzzTest {
    private final Marshaller<Struct> json = new JsonCodec().marshaller(ProtoType.of(Struct.getDefaultInstance()));

    @FuzzTest(maxDuration = "20s")
    void readsOrRefuses(byte[] bytes) {
        Struct message;
        try {
            message = json.decode(bytes, 0, bytes.length);
        } catch (CodecException refused) {
            return;
        }
        byte[] written;
        try {
            written = json.encode(message).toByteArray();
        } catch (CodecException unwritable) {
            assertThat(unwritable).hasMessageContaining("infinity"); // as which 1e999 is read
            return;
        }
        if (!json.decode(written, 0, written.length).equals(message)) {
            throw new AssertionError("What was read is written as something else");
        }
    }
}
