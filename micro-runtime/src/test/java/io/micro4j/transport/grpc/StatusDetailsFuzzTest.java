package io.micro4j.transport.grpc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.call.MicroError;
import java.util.Base64;

/** {@code google.rpc.Status}: bytes that are none have no error, and an error that is read can be said again. */
final class StatusDetailsFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void saysAgainWhatItRead(byte[] bytes) {
        MicroError error = StatusDetails.read(Base64.getEncoder().encodeToString(bytes));
        if (error != null) {
            MicroError again = StatusDetails.read(StatusDetails.write(2, "a message", error));
            if (!error.equals(again)) {
                throw new AssertionError(error + " is written as " + again);
            }
        }
    }
}
