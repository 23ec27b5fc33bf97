package io.micro4j.transport.http2;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.net.StringCache;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Frames, and all that a server makes of them: what it tells and answers does not depend on the pieces in which they come. */
final class SessionFuzzTest {
    private static final byte[] BEGINNING =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final Limits LIMITS = Limits.ofServer(TransportOptions.DEFAULT.toBuilder()
            .maxHeaderBytes(512)
            .maxHeaders(8)
            .maxStreams(4)
            .build());

    @FuzzTest(maxDuration = "20s")
    void saysTheSameInPiecesOfAnySize(byte[] bytes) {
        byte[] all = Arrays.copyOf(BEGINNING, BEGINNING.length + bytes.length);
        System.arraycopy(bytes, 0, all, BEGINNING.length, bytes.length);
        List<String> whole = work(all, all.length);
        for (int piece : new int[] {1, 5, 13}) {
            List<String> inPieces = work(all, piece);
            if (!inPieces.equals(whole)) {
                throw new AssertionError(
                        "In pieces of " + piece + " bytes it says " + inPieces + ", and whole " + whole);
            }
        }
    }

    private static List<String> work(byte[] bytes, int piece) {
        Server server = new Server();
        Http2Session session = Http2Session.ofServer(server, server, LIMITS, new StringCache());
        session.start();
        server.work(session, bytes, piece);
        return server.lost(session);
    }

    /** The connection, and what is above it. */
    private static final class Server extends RecordingLink implements Http2Session.Above {
        @Override
        public Http2Stream accept() {
            return new Stream(told);
        }

        @Override
        public void roomForStreams() {}

        @Override
        public void leaving() {}
    }

    private static final class Stream extends Http2Stream {
        private final List<String> told;
        private int bytes;

        Stream(List<String> told) {
            this.told = told;
        }

        @Override
        protected void headers(HeaderList headers, boolean last) {
            say((headers.isTooLarge() ? "too many headers" : headers.size() + " headers, ") + headers.get(":path"));
        }

        @Override
        protected void data(byte[] more, int from, int to) {
            if (from >= to) {
                throw new AssertionError("No bytes are told");
            }
            bytes += to - from;
        }

        @Override
        protected void inputEnded() {
            say("end");
        }

        @Override
        protected void writable() {
            throw new AssertionError("Nothing waits");
        }

        @Override
        protected void gone(Gone why) {
            say(why.toString());
        }

        @Override
        protected boolean isOutputSaid() {
            return false;
        }

        @Override
        protected boolean isInMessage() {
            return false;
        }

        private void say(String what) {
            told.add(id() + " after " + bytes + ": " + what);
        }
    }
}
