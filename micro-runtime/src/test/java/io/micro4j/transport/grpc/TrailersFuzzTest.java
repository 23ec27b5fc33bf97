package io.micro4j.transport.grpc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.call.GrpcStatus;
import io.micro4j.transport.End;
import io.micro4j.transport.http2.HeaderList;
import io.micro4j.transport.http2.HeaderText;
import java.util.Objects;

/** How a call ended, as a server says it: any text can be read, and what is read can be said again. */
final class TrailersFuzzTest {
    private static final int MOST_BYTES = 1024 * 1024;

    /** Each line is a trailer. */
    @FuzzTest(maxDuration = "15s")
    void saysAgainWhatItRead(byte[] lines) {
        HeaderList trailers = HeaderText.read(lines);
        for (int i = 0; i < trailers.size(); i++) {
            assertEncoded(trailers.value(i));
        }
        End end = Trailers.read(trailers);
        String status = trailers.get(Words.STATUS);
        if (end == null || status == null) {
            if (end != null || status != null) {
                throw new AssertionError("Status " + status + " is read as " + end);
            }
            return;
        }
        if (end.isOk() != status.equals("0") || "0".equals(end.trailers().get(GrpcStatus.CODE))) {
            throw new AssertionError("Status " + status + " is read as " + end);
        }
        End said = again(end);
        if (!Objects.equals(said.error(), again(said).error())) {
            throw new AssertionError(said + " is written as " + again(said));
        }
    }

    /** Returns what a caller is told that a service told {@code end}. */
    private static End again(End end) {
        End again = Trailers.read(HeaderText.written(block -> Trailers.write(block, end, null, MOST_BYTES)));
        if (again == null || again.isOk() != end.isOk() || again.neverSent() != end.neverSent()) {
            throw new AssertionError(end + " is written as " + again);
        }
        return again;
    }

    private static void assertEncoded(String text) {
        String encoded = Percent.encode(text);
        if (!Percent.decode(encoded).equals(text) || !encoded.matches("[ -~]*")) {
            throw new AssertionError(text + " is encoded as " + encoded);
        }
        if (Percent.decode(text).length() > text.length()) {
            throw new AssertionError(text + " is decoded as " + Percent.decode(text));
        }
    }
}
