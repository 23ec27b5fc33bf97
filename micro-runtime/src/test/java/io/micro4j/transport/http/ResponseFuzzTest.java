package io.micro4j.transport.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.transport.net.StringCache;

/** Heads and bodies of responses, those included that last until the connection closes. */
final class ResponseFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void readsTheSameInPiecesOfAnySize(byte[] bytes) {
        Parsing.assertSameInPieces(() -> new ResponseParser(Parsing.LIMITS, new StringCache()), bytes);
    }
}
