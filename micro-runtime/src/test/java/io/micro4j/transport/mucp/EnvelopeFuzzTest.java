package io.micro4j.transport.mucp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.Body;

/** The envelopes of proto-rpc and json-rpc, of requests and of replies. */
final class EnvelopeFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void opensOrRefuses(byte[] bytes) {
        Body body = Body.of(bytes);
        for (Envelope envelope : Envelope.values()) {
            try {
                envelope.request(body);
            } catch (CodecException refused) {
                // says what is wrong
            }
            try {
                envelope.reply(body);
            } catch (CodecException refused) {
                // says what is wrong
            }
        }
    }
}
