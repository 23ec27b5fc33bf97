package io.micro4j.transport.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.transport.net.StringCache;

/** Heads, fixed bodies and chunks of requests. */
final class RequestFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void readsTheSameInPiecesOfAnySize(byte[] bytes) {
        Parsing.assertSameInPieces(() -> new RequestParser(Parsing.LIMITS, new StringCache()), bytes);
    }
}
